package io.nyala.storage.orc;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.List;
import org.apache.orc.TypeDescription;

/** ORC schemas of tables, as Hive writes them: one struct with the stored columns. */
final class OrcSchemas {
  private OrcSchemas() {}

  static TypeDescription table(List<Column> columns) {
    TypeDescription struct = TypeDescription.createStruct();
    for (Column column : columns) {
      struct.addField(column.name(), of(column.type()));
    }
    return struct;
  }

  static TypeDescription of(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> TypeDescription.createBoolean();
      case TINYINT -> TypeDescription.createByte();
      case SMALLINT -> TypeDescription.createShort();
      case INT -> TypeDescription.createInt();
      case BIGINT -> TypeDescription.createLong();
      case FLOAT -> TypeDescription.createFloat();
      case DOUBLE -> TypeDescription.createDouble();
      case STRING -> TypeDescription.createString();
      case BINARY -> TypeDescription.createBinary();
      case DATE -> TypeDescription.createDate();
      case TIMESTAMP -> TypeDescription.createTimestamp();
      case VARCHAR ->
          TypeDescription.createVarchar().withMaxLength(((DataType.VarcharType) type).length());
      case CHAR -> TypeDescription.createChar().withMaxLength(((DataType.CharType) type).length());
      case DECIMAL -> {
        DataType.DecimalType decimal = (DataType.DecimalType) type;
        // precision first would refuse a scale above the default precision's
        yield TypeDescription.createDecimal()
            .withScale(0)
            .withPrecision(decimal.precision())
            .withScale(decimal.scale());
      }
      case UNSUPPORTED -> complex(type.hiveName());
      case VOID, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> TypeDescription.createString();
    };
  }

  /** A type that we never read but that must hold its place by name or position. */
  private static TypeDescription complex(String hiveName) {
    try {
      return TypeDescription.fromString(hiveName);
    } catch (IllegalArgumentException e) {
      return TypeDescription.createString();
    }
  }

  /** True if values of the type can be written. */
  static boolean isWritable(DataType type) {
    return type.kind() != TypeKind.UNSUPPORTED
        && type.kind() != TypeKind.VOID
        && type.kind() != TypeKind.INTERVAL_DAY_TIME
        && type.kind() != TypeKind.INTERVAL_YEAR_MONTH;
  }
}
