package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.AccessTracker;
import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.TableUse;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.SqlExpression.ColumnName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the field that a column name means, innermost block first. */
final class NameResolver {
  private final AccessTracker accesses;

  NameResolver(AccessTracker accesses) {
    this.accesses = accesses;
  }

  /** A field and the block that it belongs to. */
  record Resolved(Field field, Scope scope) {}

  /**
   * @throws NyalaException INVALID_COLUMN, INVALID_COLUMN_REFERENCE, SEMANTIC_ERROR if several
   *     fields fit, ACCESS_DENIED if the user may not know whether there is such a column,
   *     NOT_SUPPORTED if its type cannot be read
   */
  Resolved resolve(ColumnName name, Scope scope) {
    Resolved resolved = find(name, scope);
    if (resolved == null) {
      throw notFound(name, scope);
    }
    Field field = resolved.field();
    field.touch();
    if (field.type().kind() == TypeKind.UNSUPPORTED) {
      throw SemanticErrors.notSupported(
          name.location(),
          "column '"
              + field.name()
              + "' of type "
              + field.type().hiveName()
              + "; leave it out of the query");
    }
    if (field.index() < 0) {
      throw SemanticErrors.general(
          ErrorCode.INTERNAL_ERROR,
          "column " + field.name() + " was not foreseen by the first pass");
    }
    return resolved;
  }

  /** Null if no block has the name. */
  @Nullable Resolved find(ColumnName name, Scope scope) {
    for (Scope current = scope; current != null; current = current.outer()) {
      List<Field> matches = matches(name, current);
      if (matches.size() > 1) {
        throw SemanticErrors.general(
            ErrorCode.SEMANTIC_ERROR,
            "Column " + name.last() + " Found in more than One Tables/Subqueries");
      }
      if (matches.size() == 1) {
        return new Resolved(matches.get(0), current);
      }
    }
    return null;
  }

  private static List<Field> matches(ColumnName name, Scope scope) {
    List<String> parts = name.parts();
    List<Field> matches = new ArrayList<>();
    for (Field field : scope.fields()) {
      boolean fits =
          switch (parts.size()) {
            case 1 -> field.star() && field.name().equals(parts.get(0));
            case 2 -> field.qualifier().equals(parts.get(0)) && field.name().equals(parts.get(1));
            default ->
                field.database().isPresent()
                    && field.database().get().equals(parts.get(0))
                    && field.qualifier().equals(parts.get(1))
                    && field.name().equals(parts.get(2));
          };
      if (fits) {
        matches.add(field);
      }
    }
    return matches;
  }

  private NyalaException notFound(ColumnName name, Scope scope) {
    List<String> parts = name.parts();
    if (parts.size() == 1) {
      requireVisible(scope.fields(), name.last());
      return SemanticErrors.at(
          ErrorCode.INVALID_COLUMN,
          name.location(),
          "Invalid table alias or column reference '"
              + name.last()
              + "': (possible column names are: "
              + String.join(", ", visibleNames(scope))
              + ")");
    }
    String qualifier = parts.get(parts.size() - 2);
    for (Scope current = scope; current != null; current = current.outer()) {
      List<Field> relation =
          current.fields().stream().filter(field -> field.qualifier().equals(qualifier)).toList();
      if (!relation.isEmpty()) {
        requireVisible(relation, name.last());
        return SemanticErrors.at(
            ErrorCode.INVALID_COLUMN_REFERENCE,
            lastPart(name),
            "Invalid column reference '" + name.last() + "'");
      }
    }
    return SemanticErrors.at(
        ErrorCode.INVALID_COLUMN,
        name.location(),
        "Invalid table alias or column reference '"
            + parts.get(0)
            + "': (possible column names are: "
            + String.join(", ", visibleNames(scope))
            + ")");
  }

  private static Location lastPart(ColumnName name) {
    Location location = name.location();
    int offset = location.end() - location.start() - name.last().length();
    return location.start() < 0 || offset < 0
        ? location
        : new Location(
            location.line(), location.column() + offset, location.start() + offset, location.end());
  }

  private void requireVisible(List<Field> fields, String column) {
    List<TableUse> tables = new ArrayList<>();
    for (Field field : fields) {
      field.table().filter(table -> !tables.contains(table)).ifPresent(tables::add);
    }
    tables.forEach(table -> accesses.requireVisibleColumn(table, column));
  }

  private List<String> visibleNames(Scope scope) {
    List<String> names = new ArrayList<>();
    for (Field field : scope.fields()) {
      ColumnUse reference = field.reference();
      boolean visible =
          reference == null || accesses.isVisible(reference.table(), reference.column());
      if (field.star() && visible) {
        names.add(field.name());
      }
    }
    return names;
  }
}
