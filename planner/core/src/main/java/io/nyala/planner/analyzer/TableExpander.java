package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.Rights;
import io.nyala.planner.authorization.TableUse;
import io.nyala.planner.parser.Identifier;
import io.nyala.planner.parser.QualifiedName;
import io.nyala.planner.parser.Query.Relation;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A table name to what the user may see of it. The verdict on the name comes before the catalog is
 * asked.
 */
final class TableExpander {
  private final Environment environment;

  TableExpander(Environment environment) {
    this.environment = environment;
  }

  AnalyzedQuery expand(Relation.TableReference reference) {
    TableSnapshot table = lookup(reference.name());
    environment.rewriteText(
        reference.name().location(),
        TextRewrites.quote(table.name().database())
            + "."
            + TextRewrites.quote(table.name().table()));
    String key = environment.nextReference();
    TableUse use = environment.accesses().use(key, table, environment.rights());
    AnalyzedQuery rows =
        table.isView()
            ? new ViewExpander(environment).expand(table, use, key)
            : new ProtectedScan(environment).build(table, use, key);
    String alias = reference.alias().map(Identifier::name).orElse(table.name().table());
    Optional<String> database =
        reference.alias().isPresent() ? Optional.empty() : Optional.of(table.name().database());
    List<Field> fields = new ArrayList<>();
    for (Field field : rows.fields()) {
      ColumnUse column = new ColumnUse(use, field.name());
      Set<ColumnUse> uses = new LinkedHashSet<>(field.uses());
      uses.add(column);
      fields.add(
          new Field(
              alias, database, field.name(), field.type(), field.index(), column, uses, true));
    }
    return new AnalyzedQuery(rows.rel(), fields);
  }

  /**
   * The pinned table.
   *
   * @throws NyalaException ACCESS_DENIED, TABLE_NOT_FOUND, NOT_SUPPORTED
   */
  TableSnapshot lookup(QualifiedName name) {
    TableName full = name.resolve(environment.database());
    environment.accesses().requireVisible(full, environment.rights());
    TableSnapshot table =
        environment.context().catalog().table(full).orElseThrow(() -> notFound(name, full));
    requireReadable(table, name);
    return table;
  }

  private NyalaException notFound(QualifiedName name, TableName full) {
    String message = "Table not found '" + full.table() + "'";
    if (environment.rights() == Rights.USER) {
      List<String> similar =
          environment.context().catalog().tableNames(full.database()).stream()
              .filter(candidate -> Similarity.isSimilar(candidate, full.table()))
              .toList();
      List<String> visible = environment.accesses().visibleTables(full.database(), similar);
      if (!visible.isEmpty()) {
        message += "; did you mean '" + visible.get(0) + "'?";
      }
    }
    return SemanticErrors.at(ErrorCode.TABLE_NOT_FOUND, name.location(), message);
  }

  private static void requireReadable(TableSnapshot table, QualifiedName name) {
    if (table.kind() == TableKind.MATERIALIZED_VIEW) {
      throw SemanticErrors.notSupported(name.location(), "reading the materialized view " + name);
    }
    if (table.isView()) {
      return;
    }
    if ("true".equals(parameter(table, "transactional"))) {
      throw SemanticErrors.notSupported(name.location(), "the transactional table " + name);
    }
    if ("iceberg".equals(parameter(table, "table_type"))
        || !parameter(table, "storage_handler").isEmpty()) {
      throw SemanticErrors.notSupported(
          name.location(), "the table " + name + " with a storage handler");
    }
    if (table.storage().kind() == StorageFormat.Kind.UNSUPPORTED && !table.isPartitioned()) {
      throw SemanticErrors.notSupported(
          name.location(),
          "the file format of " + name + " (" + table.storage().inputFormat() + ")");
    }
  }

  private static String parameter(TableSnapshot table, String key) {
    return table.parameters().getOrDefault(key, "").toLowerCase(Locale.ROOT);
  }
}
