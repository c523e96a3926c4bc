package io.nyala.storage.orc;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.type.DataType;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.ql.io.sarg.PredicateLeaf;
import org.apache.hadoop.hive.ql.io.sarg.SearchArgument;
import org.apache.hadoop.hive.ql.io.sarg.SearchArgumentFactory;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;
import org.jspecify.annotations.Nullable;

/**
 * Makes a search argument of a scan's pushed conjuncts: a superset of what they select. What cannot
 * be translated exactly enough is left out. Left out on purpose: CHAR (statistics hold padded
 * values), TIMESTAMP, comparisons that NaN could satisfy, zeros of floating point (ORC orders -0.0
 * before 0.0), strings with characters from U+D800 on (ORC orders by UTF-16 unit, Hive by byte).
 */
final class OrcSearchArguments {
  private static final char FIRST_SURROGATE = '\ud800';

  private final List<ScanColumn> output;

  private OrcSearchArguments(List<ScanColumn> output) {
    this.output = output;
  }

  /** The search argument, or null if nothing helps. */
  static @Nullable SearchArgument of(ScanSpec scan) {
    OrcSearchArguments arguments = new OrcSearchArguments(scan.output());
    List<Consumer<SearchArgument.Builder>> parts = new ArrayList<>();
    for (Expression conjunct : scan.pushed()) {
      Consumer<SearchArgument.Builder> part = arguments.translate(conjunct);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    SearchArgument.Builder builder = SearchArgumentFactory.newBuilder();
    builder.startAnd();
    parts.forEach(part -> part.accept(builder));
    return builder.end().build();
  }

  private @Nullable Consumer<SearchArgument.Builder> translate(Expression expression) {
    if (expression instanceof Special special) {
      return switch (special.form()) {
        case AND -> conjunction(special.arguments());
        case OR -> disjunction(special.arguments());
        case NOT -> negation(special.arguments().get(0));
        case IS_NULL -> nullTest(special.arguments().get(0));
        case IS_NOT_NULL -> negated(nullTest(special.arguments().get(0)));
        case IN -> membership(special.arguments());
        case CASE, COALESCE -> null;
      };
    }
    return expression instanceof Call call ? comparison(call) : null;
  }

  private @Nullable Consumer<SearchArgument.Builder> conjunction(List<Expression> arguments) {
    List<Consumer<SearchArgument.Builder>> parts = new ArrayList<>();
    for (Expression argument : arguments) {
      Consumer<SearchArgument.Builder> part = translate(argument);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return null;
    }
    return builder -> {
      builder.startAnd();
      parts.forEach(part -> part.accept(builder));
      builder.end();
    };
  }

  private @Nullable Consumer<SearchArgument.Builder> disjunction(List<Expression> arguments) {
    List<Consumer<SearchArgument.Builder>> parts = new ArrayList<>();
    for (Expression argument : arguments) {
      Consumer<SearchArgument.Builder> part = translate(argument);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return builder -> {
      builder.startOr();
      parts.forEach(part -> part.accept(builder));
      builder.end();
    };
  }

  /**
   * Only over leaves: below a negation a part that was left out would widen into the wrong
   * direction.
   */
  private @Nullable Consumer<SearchArgument.Builder> negation(Expression argument) {
    if (argument instanceof Special special
        && (special.form() == Form.IS_NULL || special.form() == Form.IN)
        && !isFloating(special.arguments().get(0))) {
      return negated(translate(argument));
    }
    return null;
  }

  private static boolean isFloating(Expression expression) {
    return switch (expression.type().kind()) {
      case FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static @Nullable Consumer<SearchArgument.Builder> negated(
      @Nullable Consumer<SearchArgument.Builder> part) {
    if (part == null) {
      return null;
    }
    return builder -> {
      builder.startNot();
      part.accept(builder);
      builder.end();
    };
  }

  private @Nullable Consumer<SearchArgument.Builder> nullTest(Expression argument) {
    ScanColumn column = column(argument);
    PredicateLeaf.Type type = column == null ? null : leafType(column.type());
    if (column == null || type == null) {
      return null;
    }
    return builder -> builder.isNull(column.name(), type);
  }

  private @Nullable Consumer<SearchArgument.Builder> membership(List<Expression> arguments) {
    ScanColumn column = column(arguments.get(0));
    PredicateLeaf.Type type = column == null ? null : leafType(column.type());
    if (column == null || type == null) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (Expression argument : arguments.subList(1, arguments.size())) {
      Object value = argument instanceof Literal literal ? value(column.type(), literal) : null;
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return builder -> builder.in(column.name(), type, values.toArray());
  }

  private @Nullable Consumer<SearchArgument.Builder> comparison(Call call) {
    if (call.name().equals("between") && call.arguments().size() == 3) {
      List<Expression> a = call.arguments();
      return conjunction(
          List.of(
              new Call(">=", DataType.BOOLEAN, List.of(a.get(0), a.get(1))),
              new Call("<=", DataType.BOOLEAN, List.of(a.get(0), a.get(2)))));
    }
    if (call.arguments().size() != 2) {
      return null;
    }
    Expression left = call.arguments().get(0);
    Expression right = call.arguments().get(1);
    if (left instanceof ColumnReference && right instanceof Literal literal) {
      return leaf(call.name(), left, literal);
    }
    if (left instanceof Literal literal && right instanceof ColumnReference) {
      return leaf(mirrored(call.name()), right, literal);
    }
    return null;
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private @Nullable Consumer<SearchArgument.Builder> leaf(
      String operator, Expression reference, Literal literal) {
    ScanColumn column = column(reference);
    PredicateLeaf.Type type = column == null ? null : leafType(column.type());
    Object value = column == null ? null : value(column.type(), literal);
    if (column == null || type == null || value == null) {
      return null;
    }
    String name = column.name();
    boolean nanMaySatisfy = isFloating(reference);
    return switch (operator) {
      case "=", "==" -> builder -> builder.equals(name, type, value);
      case "<" -> builder -> builder.lessThan(name, type, value);
      case "<=" -> builder -> builder.lessThanEquals(name, type, value);
      case ">" ->
          nanMaySatisfy
              ? null
              : builder -> builder.startNot().lessThanEquals(name, type, value).end();
      case ">=" ->
          nanMaySatisfy ? null : builder -> builder.startNot().lessThan(name, type, value).end();
      default -> null;
    };
  }

  private @Nullable ScanColumn column(Expression expression) {
    if (!(expression instanceof ColumnReference reference)) {
      return null;
    }
    ScanColumn column = output.get(reference.index());
    return column.partitionKey() ? null : column;
  }

  private static PredicateLeaf.@Nullable Type leafType(DataType type) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT -> PredicateLeaf.Type.LONG;
      case FLOAT, DOUBLE -> PredicateLeaf.Type.FLOAT;
      case STRING, VARCHAR -> PredicateLeaf.Type.STRING;
      case DECIMAL -> PredicateLeaf.Type.DECIMAL;
      case DATE -> PredicateLeaf.Type.DATE;
      default -> null;
    };
  }

  private static @Nullable Object value(DataType columnType, Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return null;
    }
    return switch (columnType.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT -> value instanceof Long ? value : null;
      case FLOAT, DOUBLE ->
          value instanceof Double number && !number.isNaN() && number != 0.0 ? value : null;
      case STRING, VARCHAR ->
          value instanceof String text && text.chars().allMatch(c -> c < FIRST_SURROGATE)
              ? text
              : null;
      case DECIMAL ->
          value instanceof BigDecimal number
              ? new HiveDecimalWritable(HiveDecimal.create(number))
              : null;
      case DATE -> value instanceof Long days ? Date.valueOf(LocalDate.ofEpochDay(days)) : null;
      default -> null;
    };
  }
}
