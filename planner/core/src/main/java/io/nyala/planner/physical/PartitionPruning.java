package io.nyala.planner.physical;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.Cast;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Chooses the partitions for which some conjuncts can be true. The values come from the partition
 * list, typed and canonical; a conjunct that also reads other columns, or does not evaluate,
 * excludes nothing.
 */
final class PartitionPruning {
  private final UnaryOperator<Expression> interpreter;

  PartitionPruning(UnaryOperator<Expression> interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * @param conjuncts over a scan's columns
   * @param scanColumns names of these columns
   */
  List<PartitionSnapshot> prune(
      List<PartitionSnapshot> partitions,
      List<Column> partitionColumns,
      List<Expression> conjuncts,
      List<String> scanColumns) {
    List<String> keys = partitionColumns.stream().map(Column::name).toList();
    List<Expression> onKeys =
        conjuncts.stream().filter(conjunct -> readsOnly(conjunct, scanColumns, keys)).toList();
    if (onKeys.isEmpty()) {
      return partitions;
    }
    List<PartitionSnapshot> kept = new ArrayList<>();
    for (PartitionSnapshot partition : partitions) {
      boolean possible = true;
      for (Expression conjunct : onKeys) {
        possible = possible && possible(conjunct, scanColumns, keys, partition);
      }
      if (possible) {
        kept.add(partition);
      }
    }
    return kept;
  }

  private boolean possible(
      Expression conjunct, List<String> columns, List<String> keys, PartitionSnapshot partition) {
    Expression value = interpreter.apply(substitute(conjunct, columns, keys, partition.values()));
    return !(value instanceof Literal literal) || Boolean.TRUE.equals(literal.value());
  }

  /** Whether the expression reads at least one column and only partition columns. */
  static boolean readsOnly(Expression expression, List<String> columns, List<String> keys) {
    List<String> read = new ArrayList<>();
    collect(expression, columns, read);
    return !read.isEmpty() && keys.containsAll(read);
  }

  private static void collect(Expression expression, List<String> columns, List<String> read) {
    if (expression instanceof ColumnReference reference) {
      read.add(columns.get(reference.index()));
    }
    expression.children().forEach(child -> collect(child, columns, read));
  }

  private static Expression substitute(
      Expression expression, List<String> columns, List<String> keys, List<Literal> values) {
    if (expression instanceof ColumnReference reference) {
      return values.get(keys.indexOf(columns.get(reference.index())));
    }
    if (expression instanceof Literal) {
      return expression;
    }
    List<Expression> children =
        expression.children().stream()
            .map(child -> substitute(child, columns, keys, values))
            .toList();
    if (expression instanceof Call call) {
      return new Call(call.name(), call.type(), children);
    }
    if (expression instanceof Cast cast) {
      return new Cast(children.get(0), cast.type());
    }
    Special special = (Special) expression;
    return new Special(special.form(), special.type(), children);
  }
}
