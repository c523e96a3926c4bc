package io.nyala.planner.analyzer;

import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Conversions of literals that lose nothing, so that lists of constants stay lists of constants.
 * What is not converted here stays a cast for the interpreter.
 */
final class LiteralConversion {
  private LiteralConversion() {}

  static Optional<Literal> convert(Literal literal, DataType type) {
    if (literal.type().equals(type)) {
      return Optional.of(literal);
    }
    Object value = literal.value();
    if (value == null) {
      return Optional.of(new Literal(type, null));
    }
    if (value instanceof Long number && literal.type().isInteger()) {
      return exact(BigDecimal.valueOf(number), type);
    }
    if (value instanceof BigDecimal number) {
      return exact(number, type);
    }
    if (value instanceof String && type.kind() == io.nyala.spi.type.TypeKind.STRING) {
      return Optional.of(new Literal(type, value));
    }
    return Optional.empty();
  }

  private static Optional<Literal> exact(BigDecimal value, DataType type) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT -> integer(value, type);
      case DECIMAL -> decimal(value, (DecimalType) type);
      case DOUBLE -> Optional.of(new Literal(type, value.doubleValue()));
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> integer(BigDecimal value, DataType type) {
    long limit =
        switch (type.kind()) {
          case TINYINT -> Byte.MAX_VALUE;
          case SMALLINT -> Short.MAX_VALUE;
          case INT -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    boolean fits =
        value.stripTrailingZeros().scale() <= 0
            && value.compareTo(BigDecimal.valueOf(limit)) <= 0
            && value.compareTo(BigDecimal.valueOf(-limit - 1)) >= 0;
    return fits ? Optional.of(new Literal(type, value.longValueExact())) : Optional.empty();
  }

  private static Optional<Literal> decimal(BigDecimal value, DecimalType type) {
    BigDecimal stripped = value.stripTrailingZeros();
    boolean fits =
        stripped.scale() <= type.scale()
            && stripped.precision() - stripped.scale() <= type.precision() - type.scale();
    return fits ? Optional.of(new Literal(type, value.setScale(type.scale()))) : Optional.empty();
  }
}
