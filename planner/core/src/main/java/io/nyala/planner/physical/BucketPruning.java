package io.nyala.planner.physical;

import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Chooses the buckets in which rows that fulfil equalities on all bucket columns can be: {@code
 * (murmur_hash(columns) & 0x7fffffff) % count}, bucketing version 2 only. Whether a file is of a
 * bucket is storage's to prove; a file that proves nothing is read.
 */
final class BucketPruning {
  private static final int MAX_COMBINATIONS = 1_000;

  private final UnaryOperator<Expression> interpreter;

  BucketPruning(UnaryOperator<Expression> interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * Empty if nothing is excluded.
   *
   * @param conjuncts over a scan's columns
   * @param columns names of these columns
   */
  Optional<Set<Integer>> prune(
      TableSnapshot table, List<Expression> conjuncts, List<String> columns) {
    if (table.buckets().isEmpty() || table.buckets().get().version() != 2) {
      return Optional.empty();
    }
    BucketSpec spec = table.buckets().get();
    List<List<Literal>> combinations = List.of(List.of());
    for (String bucketColumn : spec.columns()) {
      Optional<Column> column =
          table.columns().stream().filter(c -> c.name().equals(bucketColumn)).findFirst();
      int index = columns.indexOf(bucketColumn);
      if (column.isEmpty() || index < 0) {
        return Optional.empty();
      }
      Optional<List<Literal>> values = values(conjuncts, index, column.get().type());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      combinations = extended(combinations, values.get());
      if (combinations.size() > MAX_COMBINATIONS) {
        return Optional.empty();
      }
    }
    Set<Integer> buckets = new TreeSet<>();
    for (List<Literal> key : combinations) {
      Optional<Integer> bucket = bucket(key, spec.count());
      if (bucket.isEmpty()) {
        return Optional.empty();
      }
      buckets.add(bucket.get());
    }
    return buckets.size() < spec.count() ? Optional.of(buckets) : Optional.empty();
  }

  private static List<List<Literal>> extended(
      List<List<Literal>> combinations, List<Literal> values) {
    List<List<Literal>> extended = new ArrayList<>();
    for (List<Literal> combination : combinations) {
      for (Literal value : values) {
        List<Literal> longer = new ArrayList<>(combination);
        longer.add(value);
        extended.add(longer);
      }
    }
    return extended;
  }

  private Optional<Integer> bucket(List<Literal> key, int count) {
    List<DataType> types = key.stream().map(Literal::type).toList();
    Expression hash =
        interpreter.apply(
            FunctionRegistry.builtIn()
                .resolve("murmur_hash", types)
                .bind(List.<Expression>copyOf(key)));
    return hash instanceof Literal literal && literal.value() instanceof Long value
        ? Optional.of((value.intValue() & Integer.MAX_VALUE) % count)
        : Optional.empty();
  }

  /** The values that the conjuncts leave for a column, if one of them lists them. */
  private static Optional<List<Literal>> values(
      List<Expression> conjuncts, int index, DataType type) {
    for (Expression conjunct : conjuncts) {
      Optional<List<Literal>> listed = listed(conjunct, index, type);
      if (listed.isPresent()) {
        return listed;
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Literal>> listed(Expression conjunct, int index, DataType type) {
    if (conjunct instanceof Call call && call.name().equals("=") && call.arguments().size() == 2) {
      Expression a = call.arguments().get(0);
      Expression b = call.arguments().get(1);
      if (isColumn(a, index, type) && isValue(b, type)) {
        return Optional.of(List.of((Literal) b));
      }
      return isColumn(b, index, type) && isValue(a, type)
          ? Optional.of(List.of((Literal) a))
          : Optional.empty();
    }
    if (!(conjunct instanceof Special special)) {
      return Optional.empty();
    }
    List<Literal> values = new ArrayList<>();
    if (special.form() == Form.IN && isColumn(special.arguments().get(0), index, type)) {
      for (Expression value : special.arguments().subList(1, special.arguments().size())) {
        if (!isValue(value, type)) {
          return Optional.empty();
        }
        values.add((Literal) value);
      }
      return Optional.of(values);
    }
    if (special.form() == Form.OR) {
      for (Expression disjunct : special.arguments()) {
        Optional<List<Literal>> listed = listed(disjunct, index, type);
        if (listed.isEmpty()) {
          return Optional.empty();
        }
        values.addAll(listed.get());
      }
      return Optional.of(values);
    }
    return Optional.empty();
  }

  private static boolean isColumn(Expression expression, int index, DataType type) {
    return expression instanceof ColumnReference column
        && column.index() == index
        && column.type().equals(type);
  }

  private static boolean isValue(Expression expression, DataType type) {
    return expression instanceof Literal literal
        && literal.value() != null
        && literal.type().equals(type);
  }
}
