package io.nyala.semantics.type;

import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import java.math.BigDecimal;

/**
 * Types of decimal results by Hive's rules (those of SQL Server, with at least 6 fraction digits
 * kept).
 */
public final class DecimalTypes {
  private static final int MAX = DataType.MAX_DECIMAL_PRECISION;
  private static final int MINIMAL_ADJUSTED_SCALE = 6;

  private DecimalTypes() {}

  /**
   * The decimal type that holds every value of an integer or decimal type.
   *
   * @throws IllegalArgumentException for other types
   */
  public static DecimalType of(DataType type) {
    return switch (type.kind()) {
      case TINYINT -> new DecimalType(3, 0);
      case SMALLINT -> new DecimalType(5, 0);
      case INT -> new DecimalType(10, 0);
      case BIGINT -> new DecimalType(19, 0);
      case DECIMAL -> (DecimalType) type;
      default -> throw new IllegalArgumentException("not exact: " + type.hiveName());
    };
  }

  public static DecimalType plus(DecimalType a, DecimalType b) {
    int scale = Math.max(a.scale(), b.scale());
    return adjust(Math.max(integerDigits(a), integerDigits(b)) + scale + 1, scale);
  }

  public static DecimalType times(DecimalType a, DecimalType b) {
    return adjust(a.precision() + b.precision() + 1, a.scale() + b.scale());
  }

  public static DecimalType divide(DecimalType a, DecimalType b) {
    int scale = Math.max(MINIMAL_ADJUSTED_SCALE, a.scale() + b.precision() + 1);
    return adjust(integerDigits(a) + b.scale() + scale, scale);
  }

  public static DecimalType modulo(DecimalType a, DecimalType b) {
    int scale = Math.max(a.scale(), b.scale());
    return adjust(Math.min(integerDigits(a), integerDigits(b)) + scale, scale);
  }

  /** The smallest type that holds the values of both, as for CASE, UNION and comparison. */
  public static DecimalType union(DecimalType a, DecimalType b) {
    int digits = Math.max(integerDigits(a), integerDigits(b));
    int scale = Math.min(Math.max(a.scale(), b.scale()), MAX - digits);
    return new DecimalType(Math.max(1, Math.min(MAX, digits + scale)), scale);
  }

  public static DecimalType sum(DecimalType type) {
    return new DecimalType(Math.min(MAX, type.precision() + 10), type.scale());
  }

  public static DecimalType average(DecimalType type) {
    int digits = integerDigits(type);
    int scale = Math.min(type.scale() + 4, MAX - digits);
    return new DecimalType(digits + scale, scale);
  }

  /**
   * Result of round, bround to {@code scale} digits after the point; negative rounds before the
   * point.
   */
  public static DecimalType round(DecimalType type, int scale) {
    int newScale = Math.max(0, Math.min(scale, MAX));
    int digits = integerDigits(type) + (newScale < type.scale() ? 1 : 0);
    newScale = Math.min(newScale, MAX - Math.min(digits, MAX));
    return new DecimalType(Math.max(1, Math.min(MAX, digits + newScale)), newScale);
  }

  /** Result of floor and ceil. */
  public static DecimalType integral(DecimalType type) {
    return new DecimalType(Math.min(MAX, integerDigits(type) + 1), 0);
  }

  /**
   * The type of a decimal literal: trailing zeros after the point do not count, so {@code 1.0} is
   * decimal(1,0).
   */
  public static DecimalType ofLiteral(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() < 0) {
      stripped = stripped.setScale(0);
    }
    int scale = Math.min(stripped.scale(), MAX);
    int precision = Math.max(stripped.precision(), scale);
    return new DecimalType(Math.max(1, Math.min(MAX, precision)), scale);
  }

  private static int integerDigits(DecimalType type) {
    return type.precision() - type.scale();
  }

  private static DecimalType adjust(int precision, int scale) {
    if (precision <= MAX) {
      return new DecimalType(Math.max(1, precision), scale);
    }
    int digits = precision - scale;
    int least = Math.min(scale, MINIMAL_ADJUSTED_SCALE);
    return new DecimalType(MAX, Math.max(MAX - digits, least));
  }
}
