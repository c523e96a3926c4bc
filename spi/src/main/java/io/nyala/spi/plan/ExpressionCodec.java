package io.nyala.spi.plan;

import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.Cast;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions: a tag, then the parts in order of the record. */
final class ExpressionCodec {
  private static final int COLUMN = 1;
  private static final int LITERAL = 2;
  private static final int CALL = 3;
  private static final int CAST = 4;
  private static final int SPECIAL = 5;
  private static final int MAX_DECIMAL_BYTES = 16;

  private ExpressionCodec() {}

  static void write(WireWriter out, Expression expression) {
    if (expression instanceof ColumnReference column) {
      out.writeByte(COLUMN);
      out.writeCount(column.index());
      TypeCodec.write(out, column.type());
    } else if (expression instanceof Literal literal) {
      out.writeByte(LITERAL);
      writeLiteral(out, literal);
    } else if (expression instanceof Call call) {
      out.writeByte(CALL);
      out.writeString(call.name());
      TypeCodec.write(out, call.type());
      out.writeList(call.arguments(), ExpressionCodec::write);
    } else if (expression instanceof Cast cast) {
      out.writeByte(CAST);
      TypeCodec.write(out, cast.type());
      write(out, cast.input());
    } else if (expression instanceof Special special) {
      out.writeByte(SPECIAL);
      out.writeEnum(special.form());
      TypeCodec.write(out, special.type());
      out.writeList(special.arguments(), ExpressionCodec::write);
    } else {
      throw new IllegalStateException("an expression without a wire form: " + expression);
    }
  }

  static Expression read(WireReader in) {
    in.enter();
    int tag = in.readByte();
    Expression expression =
        switch (tag) {
          case COLUMN -> new ColumnReference(in.readSize(), TypeCodec.read(in));
          case LITERAL -> readLiteral(in);
          case CALL -> new Call(in.readString(), TypeCodec.read(in), readAll(in));
          case CAST -> {
            DataType type = TypeCodec.read(in);
            yield new Cast(read(in), type);
          }
          case SPECIAL -> new Special(in.readEnum(Form.values()), TypeCodec.read(in), readAll(in));
          default -> throw WireReader.malformed("unknown expression " + tag);
        };
    in.leave();
    return expression;
  }

  static List<Expression> readAll(WireReader in) {
    return in.readList(ExpressionCodec::read);
  }

  static void writeLiteral(WireWriter out, Literal literal) {
    TypeCodec.write(out, literal.type());
    Object value = literal.value();
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    switch (literal.type().kind()) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case TINYINT, SMALLINT, INT, BIGINT, DATE, INTERVAL_YEAR_MONTH ->
          out.writeSigned((Long) value);
      case FLOAT, DOUBLE -> out.writeDouble((Double) value);
      case DECIMAL -> out.writeBytes(((BigDecimal) value).unscaledValue().toByteArray());
      case STRING, VARCHAR, CHAR -> out.writeString((String) value);
      case BINARY -> out.writeBytes(((ByteString) value).toByteArray());
      case TIMESTAMP, INTERVAL_DAY_TIME -> {
        out.writeSigned(((TimestampValue) value).seconds());
        out.writeCount(((TimestampValue) value).nanos());
      }
      case VOID, UNSUPPORTED ->
          throw new IllegalStateException("a value of type " + literal.type().hiveName());
    }
  }

  static Literal readLiteral(WireReader in) {
    DataType type = TypeCodec.read(in);
    return new Literal(type, in.readBoolean() ? readValue(in, type) : null);
  }

  private static @Nullable Object readValue(WireReader in, DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> in.readBoolean();
      case TINYINT, SMALLINT, INT, BIGINT, DATE, INTERVAL_YEAR_MONTH -> in.readSigned();
      case FLOAT, DOUBLE -> in.readDouble();
      case DECIMAL -> {
        byte[] unscaled = in.readBytes();
        if (unscaled.length < 1 || unscaled.length > MAX_DECIMAL_BYTES) {
          throw WireReader.malformed("decimal of " + unscaled.length + " bytes");
        }
        yield new BigDecimal(new BigInteger(unscaled), ((DecimalType) type).scale());
      }
      case STRING, VARCHAR, CHAR -> in.readString();
      case BINARY -> new ByteString(in.readBytes());
      case TIMESTAMP, INTERVAL_DAY_TIME -> {
        long seconds = in.readSigned();
        int nanos = in.readSize();
        if (nanos > 999_999_999) {
          throw WireReader.malformed("nanos " + nanos);
        }
        yield new TimestampValue(seconds, nanos);
      }
      case VOID, UNSUPPORTED -> throw WireReader.malformed("value of type " + type.hiveName());
    };
  }
}
