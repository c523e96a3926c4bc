package io.nyala.planner.logical;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Hive's limits and derived decimal types, in Calcite's terms. */
public final class HiveTypeSystem extends RelDataTypeSystemImpl {
  public static final HiveTypeSystem INSTANCE = new HiveTypeSystem();

  /** Precision that stands for STRING: one more than the longest VARCHAR. */
  public static final int STRING_PRECISION = 65_536;

  static final int TIMESTAMP_PRECISION = 9;
  private static final int MAX_DECIMAL = 38;
  private static final int MIN_ADJUSTED_SCALE = 6;

  private HiveTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> MAX_DECIMAL;
      case VARCHAR, VARBINARY -> STRING_PRECISION;
      case CHAR -> 255;
      case TIMESTAMP -> TIMESTAMP_PRECISION;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? MAX_DECIMAL : super.getMaxScale(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> 10;
      case VARCHAR, VARBINARY -> STRING_PRECISION;
      case TIMESTAMP -> TIMESTAMP_PRECISION;
      default -> super.getDefaultPrecision(typeName);
    };
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    SqlTypeName name = argument.getSqlTypeName();
    RelDataType sum;
    if (name == SqlTypeName.DECIMAL) {
      sum =
          factory.createSqlType(
              SqlTypeName.DECIMAL,
              Math.min(MAX_DECIMAL, argument.getPrecision() + 10),
              argument.getScale());
    } else if (SqlTypeName.INT_TYPES.contains(name)) {
      sum = factory.createSqlType(SqlTypeName.BIGINT);
    } else {
      sum = factory.createSqlType(SqlTypeName.DOUBLE);
    }
    return factory.createTypeWithNullability(sum, true);
  }

  @Override
  public RelDataType deriveDecimalPlusType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    int scale = Math.max(left.getScale(), right.getScale());
    int whole =
        Math.max(left.getPrecision() - left.getScale(), right.getPrecision() - right.getScale());
    return adjusted(factory, whole + scale + 1, scale, left, right);
  }

  @Override
  public RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    return adjusted(
        factory,
        left.getPrecision() + right.getPrecision() + 1,
        left.getScale() + right.getScale(),
        left,
        right);
  }

  @Override
  public RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    int scale = Math.max(MIN_ADJUSTED_SCALE, left.getScale() + right.getPrecision() + 1);
    int whole = left.getPrecision() - left.getScale() + right.getScale();
    return adjusted(factory, whole + scale, scale, left, right);
  }

  @Override
  public RelDataType deriveDecimalModType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    int scale = Math.max(left.getScale(), right.getScale());
    int whole =
        Math.min(left.getPrecision() - left.getScale(), right.getPrecision() - right.getScale());
    return adjusted(factory, whole + scale, scale, left, right);
  }

  /** Cuts scale before whole digits, keeping at least six digits of scale, as Hive does. */
  private static RelDataType adjusted(
      RelDataTypeFactory factory, int precision, int scale, RelDataType left, RelDataType right) {
    int newPrecision = precision;
    int newScale = scale;
    if (precision > MAX_DECIMAL) {
      int whole = precision - scale;
      newScale = Math.max(MAX_DECIMAL - whole, Math.min(scale, MIN_ADJUSTED_SCALE));
      newPrecision = MAX_DECIMAL;
    }
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, newPrecision, newScale),
        left.isNullable() || right.isNullable());
  }
}
