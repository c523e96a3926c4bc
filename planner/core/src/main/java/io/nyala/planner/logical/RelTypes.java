package io.nyala.planner.logical;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.DataType.VarcharType;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The one mapping between our types and Calcite's. STRING is VARCHAR of {@link
 * HiveTypeSystem#STRING_PRECISION}, BINARY likewise VARBINARY, FLOAT is REAL.
 */
public final class RelTypes {
  private RelTypes() {}

  /** Every Hive column may be NULL, so this is the mapping for columns and most expressions. */
  public static RelDataType nullable(RelDataTypeFactory factory, DataType type) {
    return factory.createTypeWithNullability(toRel(factory, type), true);
  }

  /** The type without NULL. */
  public static RelDataType toRel(RelDataTypeFactory factory, DataType type) {
    return switch (type.kind()) {
      case VOID -> factory.createSqlType(SqlTypeName.NULL);
      case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
      case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
      case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
      case INT -> factory.createSqlType(SqlTypeName.INTEGER);
      case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
      case FLOAT -> factory.createSqlType(SqlTypeName.REAL);
      case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield factory.createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
      }
      case STRING -> character(factory, SqlTypeName.VARCHAR, HiveTypeSystem.STRING_PRECISION);
      case VARCHAR -> character(factory, SqlTypeName.VARCHAR, ((VarcharType) type).length());
      case CHAR -> character(factory, SqlTypeName.CHAR, ((CharType) type).length());
      case BINARY -> factory.createSqlType(SqlTypeName.VARBINARY, HiveTypeSystem.STRING_PRECISION);
      case DATE -> factory.createSqlType(SqlTypeName.DATE);
      case TIMESTAMP ->
          factory.createSqlType(SqlTypeName.TIMESTAMP, HiveTypeSystem.TIMESTAMP_PRECISION);
      case INTERVAL_YEAR_MONTH ->
          factory.createSqlIntervalType(
              new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));
      case INTERVAL_DAY_TIME ->
          factory.createSqlIntervalType(
              new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
      case UNSUPPORTED ->
          throw new NyalaException(
              ErrorCode.NOT_SUPPORTED,
              "columns of type " + type.hiveName() + " cannot be read yet; leave them out");
    };
  }

  private static RelDataType character(RelDataTypeFactory factory, SqlTypeName name, int length) {
    return factory.createTypeWithCharsetAndCollation(
        factory.createSqlType(name, length),
        factory.getDefaultCharset(),
        org.apache.calcite.sql.SqlCollation.IMPLICIT);
  }

  /** The inverse; nullability is dropped. */
  public static DataType toDataType(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case NULL -> DataType.VOID;
      case BOOLEAN -> DataType.BOOLEAN;
      case TINYINT -> DataType.TINYINT;
      case SMALLINT -> DataType.SMALLINT;
      case INTEGER -> DataType.INT;
      case BIGINT -> DataType.BIGINT;
      case REAL -> DataType.FLOAT;
      case FLOAT, DOUBLE -> DataType.DOUBLE;
      case DECIMAL -> new DecimalType(type.getPrecision(), type.getScale());
      case VARCHAR ->
          type.getPrecision() >= HiveTypeSystem.STRING_PRECISION || type.getPrecision() < 1
              ? DataType.STRING
              : new VarcharType(type.getPrecision());
      case CHAR -> new CharType(Math.max(1, type.getPrecision()));
      case BINARY, VARBINARY -> DataType.BINARY;
      case DATE -> DataType.DATE;
      case TIMESTAMP -> DataType.TIMESTAMP;
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH -> DataType.INTERVAL_YEAR_MONTH;
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          DataType.INTERVAL_DAY_TIME;
      default ->
          throw new NyalaException(
              ErrorCode.INTERNAL_ERROR, "no data type for " + type.getFullTypeString());
    };
  }
}
