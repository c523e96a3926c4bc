package io.nyala.planner.analyzer;

import io.nyala.planner.parser.SqlExpression;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Literals of partition specifications, converted to the type of their column. What does not
 * convert is an error, not NULL.
 */
final class ConstantEvaluator {
  Literal evaluate(SqlExpression expression, DataType type) {
    Literal literal = literal(expression);
    Object value = literal.value();
    if (value == null) {
      return new Literal(type, null);
    }
    try {
      Optional<Object> converted = convert(expression, value, literal.type(), type);
      return new Literal(type, converted.orElseThrow(() -> mismatch(expression, type)));
    } catch (ArithmeticException | NumberFormatException e) {
      NyalaException error = mismatch(expression, type);
      error.addSuppressed(e);
      throw error;
    }
  }

  private static NyalaException mismatch(SqlExpression expression, DataType type) {
    return SemanticErrors.at(
        ErrorCode.SEMANTIC_ERROR,
        expression.location(),
        "Cannot convert the partition value to the column's type " + type.hiveName());
  }

  private static Literal literal(SqlExpression expression) {
    if (expression instanceof SqlExpression.NullLiteral) {
      return new Literal(DataType.VOID, null);
    }
    if (expression instanceof SqlExpression.BooleanLiteral literal) {
      return new Literal(DataType.BOOLEAN, literal.value());
    }
    if (expression instanceof SqlExpression.StringLiteral literal) {
      return new Literal(DataType.STRING, literal.value());
    }
    if (expression instanceof SqlExpression.NumberLiteral literal) {
      return Literals.number(literal, false);
    }
    if (expression instanceof SqlExpression.DateLiteral literal) {
      return Literals.date(literal);
    }
    if (expression instanceof SqlExpression.TimestampLiteral literal) {
      return Literals.timestamp(literal);
    }
    if (expression instanceof SqlExpression.Call call
        && call.name().equals("-")
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof SqlExpression.NumberLiteral number) {
      return Literals.number(number, true);
    }
    if (expression instanceof SqlExpression.Cast cast) {
      return new ConstantEvaluator().evaluate(cast.value(), cast.type());
    }
    throw SemanticErrors.notSupported(
        expression.location(), "a partition value that is no literal");
  }

  private static Optional<Object> convert(
      SqlExpression expression, Object value, DataType from, DataType type) {
    if (from.equals(type)) {
      return Optional.of(value);
    }
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT ->
          number(value, from).map(number -> integer(number, type));
      case DECIMAL -> number(value, from).map(number -> decimal(number, (DecimalType) type));
      case FLOAT, DOUBLE -> number(value, from).map(BigDecimal::doubleValue);
      case STRING, VARCHAR, CHAR -> text(expression, value, from);
      case BOOLEAN -> truth(value);
      case DATE ->
          value instanceof String text
              ? Optional.ofNullable(
                  Literals.date(new SqlExpression.DateLiteral(expression.location(), text)).value())
              : Optional.empty();
      case TIMESTAMP ->
          value instanceof String text
              ? Optional.ofNullable(
                  Literals.timestamp(
                          new SqlExpression.TimestampLiteral(expression.location(), text))
                      .value())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> number(Object value, DataType from) {
    if (value instanceof BigDecimal number) {
      return Optional.of(number);
    }
    if (value instanceof Long number && from.isInteger()) {
      return Optional.of(BigDecimal.valueOf(number));
    }
    if (value instanceof Double number) {
      return Optional.of(BigDecimal.valueOf(number));
    }
    return value instanceof String text
        ? Optional.of(new BigDecimal(text.strip()))
        : Optional.empty();
  }

  private static Object integer(BigDecimal number, DataType type) {
    long value = number.longValueExact();
    long limit =
        switch (type.kind()) {
          case TINYINT -> Byte.MAX_VALUE;
          case SMALLINT -> Short.MAX_VALUE;
          case INT -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    if (value > limit || value < -limit - 1) {
      throw new ArithmeticException("out of range");
    }
    return value;
  }

  private static Object decimal(BigDecimal number, DecimalType type) {
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > type.precision()) {
      throw new ArithmeticException("out of range");
    }
    return scaled;
  }

  /** The text of the value as written, except that numbers lose their suffix. */
  private static Optional<Object> text(SqlExpression expression, Object value, DataType from) {
    if (value instanceof String) {
      return Optional.of(value);
    }
    if (expression instanceof SqlExpression.DateLiteral literal) {
      return Optional.of(literal.text());
    }
    if (expression instanceof SqlExpression.TimestampLiteral literal) {
      return Optional.of(literal.text());
    }
    return from.isNumeric() || value instanceof Boolean
        ? Optional.of(
            value instanceof BigDecimal number ? number.toPlainString() : value.toString())
        : Optional.empty();
  }

  private static Optional<Object> truth(Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
