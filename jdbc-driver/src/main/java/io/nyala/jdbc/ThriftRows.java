package io.nyala.jdbc;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;

/** From Thrift's columns to ours. */
final class ThriftRows {
  private ThriftRows() {}

  static ColumnInfo column(TColumnDesc description) {
    TPrimitiveTypeEntry entry = null;
    if (description.getTypeDesc() != null
        && !description.getTypeDesc().getTypes().isEmpty()
        && description.getTypeDesc().getTypes().get(0).isSetPrimitiveEntry()) {
      entry = description.getTypeDesc().getTypes().get(0).getPrimitiveEntry();
    }
    JdbcType type = entry == null ? JdbcType.STRING : type(entry.getType());
    int precision = type == JdbcType.DECIMAL ? qualifier(entry, "precision") : 0;
    int length = qualifier(entry, "characterMaximumLength");
    return new ColumnInfo(
        description.getColumnName(), type, Math.max(precision, length), qualifier(entry, "scale"));
  }

  private static int qualifier(TPrimitiveTypeEntry entry, String name) {
    if (entry == null || entry.getTypeQualifiers() == null) {
      return 0;
    }
    TTypeQualifierValue value = entry.getTypeQualifiers().getQualifiers().get(name);
    return value != null && value.isSetI32Value() ? value.getI32Value() : 0;
  }

  private static JdbcType type(TTypeId id) {
    switch (id) {
      case BOOLEAN_TYPE:
        return JdbcType.BOOLEAN;
      case TINYINT_TYPE:
        return JdbcType.TINYINT;
      case SMALLINT_TYPE:
        return JdbcType.SMALLINT;
      case INT_TYPE:
        return JdbcType.INT;
      case BIGINT_TYPE:
        return JdbcType.BIGINT;
      case FLOAT_TYPE:
        return JdbcType.FLOAT;
      case DOUBLE_TYPE:
        return JdbcType.DOUBLE;
      case DECIMAL_TYPE:
        return JdbcType.DECIMAL;
      case VARCHAR_TYPE:
        return JdbcType.VARCHAR;
      case CHAR_TYPE:
        return JdbcType.CHAR;
      case DATE_TYPE:
        return JdbcType.DATE;
      case TIMESTAMP_TYPE:
      case TIMESTAMPLOCALTZ_TYPE:
        return id == TTypeId.TIMESTAMP_TYPE ? JdbcType.TIMESTAMP : JdbcType.STRING;
      case BINARY_TYPE:
        return JdbcType.BINARY;
      case NULL_TYPE:
        return JdbcType.NULL;
      case ARRAY_TYPE:
        return JdbcType.ARRAY;
      case MAP_TYPE:
        return JdbcType.MAP;
      case STRUCT_TYPE:
        return JdbcType.STRUCT;
      case UNION_TYPE:
        return JdbcType.UNION;
      case INTERVAL_YEAR_MONTH_TYPE:
      case INTERVAL_DAY_TIME_TYPE:
        return JdbcType.INTERVAL;
      default:
        return JdbcType.STRING;
    }
  }

  static Page page(TRowSet rows, List<ColumnInfo> columns) throws SQLException {
    if (rows == null || rows.getColumns() == null || rows.getColumns().isEmpty()) {
      return new Page(0, List.of());
    }
    if (rows.getColumns().size() != columns.size()) {
      throw new SQLException(
          "The server sent " + rows.getColumns().size() + " columns instead of " + columns.size(),
          "08S01");
    }
    int count = -1;
    List<ColumnData> data = new ArrayList<>(columns.size());
    for (TColumn column : rows.getColumns()) {
      int size = size(column);
      if (count >= 0 && size != count) {
        throw new SQLException("The server sent columns of different lengths", "08S01");
      }
      count = size;
      data.add(data(column));
    }
    return new Page(count, data);
  }

  private static int size(TColumn column) {
    return ((List<?>) values(column)).size();
  }

  private static Object values(TColumn column) {
    switch (column.getSetField()) {
      case BOOL_VAL:
        return column.getBoolVal().getValues();
      case BYTE_VAL:
        return column.getByteVal().getValues();
      case I16_VAL:
        return column.getI16Val().getValues();
      case I32_VAL:
        return column.getI32Val().getValues();
      case I64_VAL:
        return column.getI64Val().getValues();
      case DOUBLE_VAL:
        return column.getDoubleVal().getValues();
      case STRING_VAL:
        return column.getStringVal().getValues();
      case BINARY_VAL:
        return column.getBinaryVal().getValues();
      default:
        throw new IllegalArgumentException(column.getSetField().toString());
    }
  }

  private static ColumnData data(TColumn column) {
    switch (column.getSetField()) {
      case BOOL_VAL:
        return new ColumnData.Booleans(
            column.getBoolVal().getNulls(), booleans(column.getBoolVal().getValues()));
      case BYTE_VAL:
        return new ColumnData.Longs(
            column.getByteVal().getNulls(), longs(column.getByteVal().getValues()));
      case I16_VAL:
        return new ColumnData.Longs(
            column.getI16Val().getNulls(), longs(column.getI16Val().getValues()));
      case I32_VAL:
        return new ColumnData.Longs(
            column.getI32Val().getNulls(), longs(column.getI32Val().getValues()));
      case I64_VAL:
        return new ColumnData.Longs(
            column.getI64Val().getNulls(), longs(column.getI64Val().getValues()));
      case DOUBLE_VAL:
        return new ColumnData.Doubles(
            column.getDoubleVal().getNulls(), doubles(column.getDoubleVal().getValues()));
      case BINARY_VAL:
        return new ColumnData.Bytes(
            column.getBinaryVal().getNulls(), bytes(column.getBinaryVal().getValues()));
      default:
        return new ColumnData.Texts(
            column.getStringVal().getNulls(),
            column.getStringVal().getValues().toArray(new String[0]));
    }
  }

  private static long[] longs(List<? extends Number> values) {
    long[] array = new long[values.size()];
    int i = 0;
    for (Number value : values) {
      array[i++] = value.longValue();
    }
    return array;
  }

  private static double[] doubles(List<Double> values) {
    double[] array = new double[values.size()];
    int i = 0;
    for (Double value : values) {
      array[i++] = value;
    }
    return array;
  }

  private static boolean[] booleans(List<Boolean> values) {
    boolean[] array = new boolean[values.size()];
    int i = 0;
    for (Boolean value : values) {
      array[i++] = value;
    }
    return array;
  }

  private static byte[][] bytes(List<ByteBuffer> values) {
    byte[][] array = new byte[values.size()][];
    int i = 0;
    for (ByteBuffer value : values) {
      byte[] copy = new byte[value.remaining()];
      value.duplicate().get(copy);
      array[i++] = copy;
    }
    return array;
  }
}
