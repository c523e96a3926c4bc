package io.nyala.planner.explain;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.Cast;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.type.TypeKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Expressions in SQL's looks, columns by name. */
final class ExpressionPrinter {
  private static final int SHOWN_ARGUMENTS = 12;

  private ExpressionPrinter() {}

  static String print(Expression expression, List<String> columns) {
    if (expression instanceof ColumnReference reference) {
      return reference.index() < columns.size()
          ? columns.get(reference.index())
          : "#" + reference.index();
    }
    if (expression instanceof Literal literal) {
      return literal(literal);
    }
    if (expression instanceof Cast cast) {
      return "CAST(" + print(cast.input(), columns) + " AS " + cast.type().hiveName() + ")";
    }
    if (expression instanceof Call call) {
      return call(call, columns);
    }
    return special((Special) expression, columns);
  }

  static String printAll(List<Expression> expressions, List<String> columns, String separator) {
    return expressions.stream()
        .map(expression -> print(expression, columns))
        .collect(Collectors.joining(separator));
  }

  private static String call(Call call, List<String> columns) {
    List<Expression> arguments = call.arguments();
    boolean sign = !Character.isLetter(call.name().charAt(0)) || call.name().equals("like");
    if (sign && arguments.size() == 2) {
      return "("
          + print(arguments.get(0), columns)
          + " "
          + call.name().toUpperCase(Locale.ROOT)
          + " "
          + print(arguments.get(1), columns)
          + ")";
    }
    return call.name() + "(" + printAll(arguments, columns, ", ") + ")";
  }

  private static String special(Special special, List<String> columns) {
    List<Expression> arguments = special.arguments();
    return switch (special.form()) {
      case AND -> "(" + printAll(arguments, columns, " AND ") + ")";
      case OR -> "(" + printAll(arguments, columns, " OR ") + ")";
      case NOT -> "NOT " + print(arguments.get(0), columns);
      case IS_NULL -> print(arguments.get(0), columns) + " IS NULL";
      case IS_NOT_NULL -> print(arguments.get(0), columns) + " IS NOT NULL";
      case COALESCE -> "COALESCE(" + printAll(arguments, columns, ", ") + ")";
      case CASE -> cases(arguments, columns);
      case IN -> {
        List<Expression> values = arguments.subList(1, arguments.size());
        boolean cut = values.size() > SHOWN_ARGUMENTS;
        yield print(arguments.get(0), columns)
            + " IN ("
            + printAll(cut ? values.subList(0, SHOWN_ARGUMENTS) : values, columns, ", ")
            + (cut ? ", … " + values.size() + " values" : "")
            + ")";
      }
    };
  }

  private static String cases(List<Expression> arguments, List<String> columns) {
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      text.append(" WHEN ")
          .append(print(arguments.get(i), columns))
          .append(" THEN ")
          .append(print(arguments.get(i + 1), columns));
    }
    return text.append(" ELSE ")
        .append(print(arguments.get(arguments.size() - 1), columns))
        .append(" END")
        .toString();
  }

  private static String literal(Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return "NULL";
    }
    if (literal.type().kind() == TypeKind.DATE) {
      return "DATE '" + LocalDate.ofEpochDay((Long) value) + "'";
    }
    if (literal.type().kind() == TypeKind.TIMESTAMP) {
      TimestampValue timestamp = (TimestampValue) value;
      return "TIMESTAMP '"
          + LocalDateTime.ofEpochSecond(timestamp.seconds(), timestamp.nanos(), ZoneOffset.UTC)
          + "'";
    }
    return value instanceof String text ? "'" + text.replace("'", "\\'") + "'" : value.toString();
  }
}
