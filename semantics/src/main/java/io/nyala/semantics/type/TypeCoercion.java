package io.nyala.semantics.type;

import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.VarcharType;
import io.nyala.spi.type.TypeKind;
import java.util.List;
import java.util.Optional;

/**
 * Hive's implicit conversions. All methods are pure; "empty" means that Hive (and Nyala) refuses
 * the combination.
 */
public final class TypeCoercion {
  private TypeCoercion() {}

  /**
   * The type in which two values are compared ({@code = < between in <=>}): numbers against strings
   * as DOUBLE, dates against strings as the date type, DATE against TIMESTAMP as TIMESTAMP, CHAR
   * and VARCHAR against other string types as STRING.
   */
  public static Optional<DataType> comparisonType(DataType a, DataType b) {
    Optional<DataType> shared = sharedRules(a, b);
    if (shared.isPresent()) {
      return shared;
    }
    if (a.isCharacter() != b.isCharacter()) {
      DataType other = a.isCharacter() ? b : a;
      if (other.isNumeric() || other.kind() == TypeKind.BOOLEAN) {
        return Optional.of(DataType.DOUBLE);
      }
      if (isDateGroup(other)) {
        return Optional.of(other);
      }
    }
    if (a.kind() == TypeKind.BOOLEAN && b.isNumeric()) {
      return Optional.of(b);
    }
    if (b.kind() == TypeKind.BOOLEAN && a.isNumeric()) {
      return Optional.of(a);
    }
    return Optional.empty();
  }

  /**
   * The type of CASE, IF, COALESCE and UNION branches: against a string everything becomes STRING.
   */
  public static Optional<DataType> commonType(DataType a, DataType b) {
    Optional<DataType> shared = sharedRules(a, b);
    if (shared.isPresent()) {
      return shared;
    }
    if (a.isCharacter() && convertible(b, DataType.STRING)
        || b.isCharacter() && convertible(a, DataType.STRING)) {
      return Optional.of(DataType.STRING);
    }
    return Optional.empty();
  }

  /** {@link #commonType(DataType, DataType)} over a list, left to right; VOID for an empty one. */
  public static Optional<DataType> commonType(List<? extends DataType> types) {
    Optional<DataType> result = Optional.of(DataType.VOID);
    for (DataType type : types) {
      if (result.isPresent()) {
        result = commonType(result.get(), type);
      }
    }
    return result;
  }

  private static Optional<DataType> sharedRules(DataType a, DataType b) {
    if (a.kind() == TypeKind.UNSUPPORTED || b.kind() == TypeKind.UNSUPPORTED) {
      return Optional.empty();
    }
    if (a.equals(b) || b.kind() == TypeKind.VOID) {
      return Optional.of(a);
    }
    if (a.kind() == TypeKind.VOID) {
      return Optional.of(b);
    }
    if (a.isNumeric() && b.isNumeric()) {
      return Optional.of(numericType(a, b));
    }
    if (a.isCharacter() && b.isCharacter()) {
      return Optional.of(characterType(a, b));
    }
    if (isDateGroup(a) && isDateGroup(b)) {
      return Optional.of(DataType.TIMESTAMP);
    }
    return Optional.empty();
  }

  /** Common type of two numeric types; FLOAT wins over DECIMAL, DOUBLE over both. */
  public static DataType numericType(DataType a, DataType b) {
    if (a.kind() == TypeKind.DOUBLE || b.kind() == TypeKind.DOUBLE) {
      return DataType.DOUBLE;
    }
    if (a.kind() == TypeKind.FLOAT || b.kind() == TypeKind.FLOAT) {
      return DataType.FLOAT;
    }
    if (a.kind() == TypeKind.DECIMAL || b.kind() == TypeKind.DECIMAL) {
      return DecimalTypes.union(DecimalTypes.of(a), DecimalTypes.of(b));
    }
    return a.kind().compareTo(b.kind()) >= 0 ? a : b;
  }

  private static DataType characterType(DataType a, DataType b) {
    if (a instanceof CharType x && b instanceof CharType y) {
      return x.length() >= y.length() ? x : y;
    }
    if (a instanceof VarcharType x && b instanceof VarcharType y) {
      return x.length() >= y.length() ? x : y;
    }
    return DataType.STRING;
  }

  private static boolean isDateGroup(DataType type) {
    return type.kind() == TypeKind.DATE || type.kind() == TypeKind.TIMESTAMP;
  }

  /**
   * True if a function argument of type {@code from} is converted to a parameter of type {@code to}
   * without being asked.
   */
  public static boolean convertible(DataType from, DataType to) {
    return conversionCost(from, to) >= 0;
  }

  /**
   * How far an implicit conversion goes: 0 for the same type, more for a less natural one, −1 if
   * there is none.
   */
  public static int conversionCost(DataType from, DataType to) {
    if (from.equals(to)) {
      return 0;
    }
    if (from.kind() == TypeKind.UNSUPPORTED || to.kind() == TypeKind.UNSUPPORTED) {
      return -1;
    }
    if (from.kind() == TypeKind.VOID) {
      return 1;
    }
    if (from.isCharacter() && to.isCharacter()) {
      return to.kind() == TypeKind.STRING ? 1 : 2;
    }
    if (from.isNumeric() && to.isNumeric()) {
      return from.kind() == to.kind() ? 1 : numericCost(from.kind(), to.kind());
    }
    return switch (to.kind()) {
      case STRING, VARCHAR, CHAR ->
          from.isNumeric() || isDateGroup(from) || from.kind() == TypeKind.BOOLEAN ? 20 : -1;
      case DOUBLE -> from.isCharacter() ? 30 : -1;
      case DECIMAL -> from.isCharacter() ? 31 : -1;
      case TIMESTAMP -> from.kind() == TypeKind.DATE ? 2 : from.isCharacter() ? 12 : -1;
      case DATE -> from.kind() == TypeKind.TIMESTAMP ? 3 : from.isCharacter() ? 11 : -1;
      default -> -1;
    };
  }

  private static int numericCost(TypeKind from, TypeKind to) {
    if (to == TypeKind.DOUBLE) {
      return 9;
    }
    if (to == TypeKind.DECIMAL && (from == TypeKind.FLOAT || from == TypeKind.DOUBLE)) {
      return -1;
    }
    int distance = to.compareTo(from);
    return distance > 0 ? distance : -1;
  }

  /**
   * True if CAST takes the combination at all. Numbers to or from DATE and TIMESTAMP are refused,
   * as Hive does in its strict setting; a value that does not convert becomes NULL.
   */
  public static boolean castable(DataType from, DataType to) {
    if (from.equals(to) || from.kind() == TypeKind.VOID) {
      return to.kind() != TypeKind.UNSUPPORTED;
    }
    return switch (to.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL ->
          from.isNumeric() || from.isCharacter() || from.kind() == TypeKind.BOOLEAN;
      case STRING, VARCHAR, CHAR -> from.kind() != TypeKind.UNSUPPORTED;
      case BINARY -> from.isCharacter();
      case DATE, TIMESTAMP -> isDateGroup(from) || from.isCharacter();
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> from.isCharacter();
      case VOID, UNSUPPORTED -> false;
    };
  }

  /**
   * True if INSERT converts a value of type {@code from} into a column of type {@code to}: whatever
   * CAST takes.
   */
  public static boolean storable(DataType from, DataType to) {
    return castable(from, to);
  }
}
