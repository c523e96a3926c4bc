package io.nyala.server.thrift;

import io.nyala.server.query.ResultSchema;
import io.nyala.spi.type.DataType;
import java.util.HashMap;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TCLIServiceConstants;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.hive.service.rpc.thrift.TTypeQualifiers;

/**
 * Result schemas in Thrift; every column is a primitive entry, DECIMAL and the bounded strings with
 * qualifiers.
 */
final class TypeDescriptors {
  private TypeDescriptors() {}

  static TTableSchema schema(ResultSchema schema) {
    TTableSchema result = new TTableSchema();
    int position = 1;
    for (ResultSchema.ResultColumn column : schema.columns()) {
      TTypeDesc description = new TTypeDesc();
      description.addToTypes(TTypeEntry.primitiveEntry(entry(column.type())));
      TColumnDesc described = new TColumnDesc(column.label(), description, position++);
      described.setComment(column.comment());
      result.addToColumns(described);
    }
    if (schema.columns().isEmpty()) {
      result.setColumns(new java.util.ArrayList<>());
    }
    return result;
  }

  private static TPrimitiveTypeEntry entry(DataType type) {
    TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry(typeId(type));
    Map<String, TTypeQualifierValue> qualifiers = new HashMap<>();
    if (type instanceof DataType.DecimalType decimal) {
      qualifiers.put(
          TCLIServiceConstants.PRECISION, TTypeQualifierValue.i32Value(decimal.precision()));
      qualifiers.put(TCLIServiceConstants.SCALE, TTypeQualifierValue.i32Value(decimal.scale()));
    } else if (type instanceof DataType.VarcharType varchar) {
      qualifiers.put(
          TCLIServiceConstants.CHARACTER_MAXIMUM_LENGTH,
          TTypeQualifierValue.i32Value(varchar.length()));
    } else if (type instanceof DataType.CharType character) {
      qualifiers.put(
          TCLIServiceConstants.CHARACTER_MAXIMUM_LENGTH,
          TTypeQualifierValue.i32Value(character.length()));
    }
    if (!qualifiers.isEmpty()) {
      entry.setTypeQualifiers(new TTypeQualifiers(qualifiers));
    }
    return entry;
  }

  private static TTypeId typeId(DataType type) {
    return switch (type.kind()) {
      case VOID -> TTypeId.NULL_TYPE;
      case BOOLEAN -> TTypeId.BOOLEAN_TYPE;
      case TINYINT -> TTypeId.TINYINT_TYPE;
      case SMALLINT -> TTypeId.SMALLINT_TYPE;
      case INT -> TTypeId.INT_TYPE;
      case BIGINT -> TTypeId.BIGINT_TYPE;
      case FLOAT -> TTypeId.FLOAT_TYPE;
      case DOUBLE -> TTypeId.DOUBLE_TYPE;
      case DECIMAL -> TTypeId.DECIMAL_TYPE;
      case STRING, UNSUPPORTED -> TTypeId.STRING_TYPE;
      case VARCHAR -> TTypeId.VARCHAR_TYPE;
      case CHAR -> TTypeId.CHAR_TYPE;
      case BINARY -> TTypeId.BINARY_TYPE;
      case DATE -> TTypeId.DATE_TYPE;
      case TIMESTAMP -> TTypeId.TIMESTAMP_TYPE;
      case INTERVAL_YEAR_MONTH -> TTypeId.INTERVAL_YEAR_MONTH_TYPE;
      case INTERVAL_DAY_TIME -> TTypeId.INTERVAL_DAY_TIME_TYPE;
    };
  }
}
