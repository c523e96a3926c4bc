package io.nyala.server.ddl;

import io.nyala.planner.parser.DefinitionStatement.PartitionCondition;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.planner.parser.Statement.PartitionKey;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.storage.metastore.PartitionValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Partition specifications of DDL: constants turned into values of the partition columns. */
final class PartitionSpecs {

  /**
   * The value of every partition column, in the table's order, as canonical text; null is the
   * default partition.
   *
   * @throws NyalaException if a key is missing, unknown, or not a constant of the column's type
   */
  List<@Nullable String> full(TableSnapshot table, List<PartitionKey> keys) {
    requirePartitioned(table);
    if (keys.size() != table.partitionColumns().size()
        || keys.stream().anyMatch(key -> key.value().isEmpty())) {
      throw new NyalaException(
          ErrorCode.SEMANTIC_ERROR,
          "ValidationFailureSemanticException "
              + table.name()
              + ": partition spec {"
              + String.join(
                  ", ",
                  keys.stream()
                      .map(
                          key ->
                              key.column().name() + key.value().map(v -> "=" + text(v)).orElse(""))
                      .toList())
              + "} doesn't contain all ("
              + table.partitionColumns().size()
              + ") partition columns");
    }
    List<@Nullable String> values = new ArrayList<>();
    for (Column column : table.partitionColumns()) {
      PartitionKey key =
          keys.stream()
              .filter(k -> k.column().name().equals(column.name()))
              .findFirst()
              .orElseThrow(() -> unknown(table, keys));
      values.add(PartitionValues.format(literal(column, key.value().orElseThrow())));
    }
    return values;
  }

  /** Partitions that agree with a partial specification; keys without value agree with all. */
  Predicate<PartitionSnapshot> filter(TableSnapshot table, List<PartitionKey> keys) {
    Predicate<PartitionSnapshot> all = partition -> true;
    for (PartitionKey key : keys) {
      int index = index(table, key.column().name());
      if (key.value().isPresent()) {
        Literal wanted = literal(table.partitionColumns().get(index), key.value().get());
        all = all.and(partition -> equal(partition.values().get(index), wanted));
      }
    }
    return all;
  }

  /** Partitions that fulfil all conditions of one DROP PARTITION group. */
  Predicate<PartitionSnapshot> conditions(
      TableSnapshot table, List<PartitionCondition> conditions) {
    requirePartitioned(table);
    Predicate<PartitionSnapshot> all = partition -> true;
    for (PartitionCondition condition : conditions) {
      int index = index(table, condition.column().name());
      Literal wanted = literal(table.partitionColumns().get(index), condition.value());
      all =
          all.and(partition -> holds(partition.values().get(index), condition.operator(), wanted));
    }
    return all;
  }

  private static boolean equal(Literal a, Literal b) {
    return a.value() == null ? b.value() == null : a.value().equals(b.value());
  }

  private static boolean holds(Literal actual, String operator, Literal wanted) {
    if (actual.value() == null || wanted.value() == null) {
      return operator.equals("=") && equal(actual, wanted);
    }
    @SuppressWarnings("unchecked") // both are literals of the column's type
    int order = ((Comparable<Object>) actual.value()).compareTo(wanted.value());
    return switch (operator) {
      case "=" -> order == 0;
      case "<>", "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default ->
          throw new NyalaException(
              ErrorCode.NOT_SUPPORTED, "DROP PARTITION with operator " + operator);
    };
  }

  private static int index(TableSnapshot table, String column) {
    for (int i = 0; i < table.partitionColumns().size(); i++) {
      if (table.partitionColumns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new NyalaException(
        ErrorCode.SEMANTIC_ERROR,
        "SemanticException Partition spec {" + column + "} contains non-partition columns");
  }

  private static NyalaException unknown(TableSnapshot table, List<PartitionKey> keys) {
    return new NyalaException(
        ErrorCode.SEMANTIC_ERROR,
        "SemanticException Partition spec {"
            + String.join(", ", keys.stream().map(key -> key.column().name()).toList())
            + "} contains non-partition columns of "
            + table.name());
  }

  private static void requirePartitioned(TableSnapshot table) {
    if (!table.isPartitioned()) {
      throw new NyalaException(
          ErrorCode.NOT_PARTITIONED,
          "SemanticException [Error 10241]: Table " + table.name() + " is not a partitioned table");
    }
  }

  private static Literal literal(Column column, SqlExpression expression) {
    if (expression instanceof SqlExpression.NullLiteral) {
      return new Literal(column.type(), null);
    }
    String text = text(expression);
    Literal literal = PartitionValues.parse(column.type(), text);
    if (literal.value() == null) {
      throw new NyalaException(
          ErrorCode.ARGUMENT_TYPE,
          "SemanticException [Error 10248]: Cannot add partition column "
              + column.name()
              + " of type string as it cannot be converted to type "
              + column.type().hiveName()
              + " (value '"
              + text
              + "')");
    }
    return literal;
  }

  private static String text(SqlExpression expression) {
    if (expression instanceof SqlExpression.StringLiteral string) {
      return string.value();
    }
    if (expression instanceof SqlExpression.NumberLiteral number) {
      return new BigDecimal(number.text().replaceAll("(?i)(BD|[LSYD])$", "")).toPlainString();
    }
    if (expression instanceof SqlExpression.DateLiteral date) {
      return date.text();
    }
    if (expression instanceof SqlExpression.TimestampLiteral timestamp) {
      return timestamp.text();
    }
    if (expression instanceof SqlExpression.BooleanLiteral bool) {
      return Boolean.toString(bool.value());
    }
    if (expression instanceof SqlExpression.Call call
        && call.arguments().size() == 1
        && (call.name().equals("-") || call.name().equals("negative"))) {
      return "-" + text(call.arguments().get(0));
    }
    throw new NyalaException(
        ErrorCode.SEMANTIC_ERROR,
        "SemanticException Line "
            + expression.location()
            + " a partition value must be a constant, such as 'x', 1 or DATE '2001-02-03'");
  }
}
