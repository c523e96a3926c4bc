package io.nyala.spi.plan;

import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.DataType.SimpleType;
import io.nyala.spi.type.DataType.UnsupportedType;
import io.nyala.spi.type.DataType.VarcharType;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;

/** Types: the kind, then its parameters. */
final class TypeCodec {
  private TypeCodec() {}

  static void write(WireWriter out, DataType type) {
    out.writeEnum(type.kind());
    if (type instanceof DecimalType decimal) {
      out.writeByte(decimal.precision());
      out.writeByte(decimal.scale());
    } else if (type instanceof VarcharType varchar) {
      out.writeCount(varchar.length());
    } else if (type instanceof CharType character) {
      out.writeCount(character.length());
    } else if (type instanceof UnsupportedType unsupported) {
      out.writeString(unsupported.hiveName());
    }
  }

  static DataType read(WireReader in) {
    TypeKind kind = in.readEnum(TypeKind.values());
    try {
      return switch (kind) {
        case DECIMAL -> new DecimalType(in.readByte(), in.readByte());
        case VARCHAR -> new VarcharType(in.readSize());
        case CHAR -> new CharType(in.readSize());
        case UNSUPPORTED -> new UnsupportedType(in.readString());
        default -> new SimpleType(kind);
      };
    } catch (IllegalArgumentException e) {
      throw WireReader.malformed("type " + e.getMessage());
    }
  }
}
