package io.nyala.planner.translate;

import io.nyala.planner.logical.RelTypes;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** Constants of the tree as constants of the plan. */
public final class LiteralTranslator {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private LiteralTranslator() {}

  /** A literal in the representation of {@link Literal}. */
  public static Literal toLiteral(RexLiteral rex) {
    DataType type = RelTypes.toDataType(rex.getType());
    if (rex.isNull()) {
      return new Literal(type, null);
    }
    return switch (type.kind()) {
      case BOOLEAN -> new Literal(type, rex.getValueAs(Boolean.class));
      case TINYINT, SMALLINT, INT, BIGINT -> new Literal(type, decimal(rex).longValue());
      case FLOAT, DOUBLE -> new Literal(type, rex.getValueAs(Double.class));
      case DECIMAL ->
          new Literal(
              type, decimal(rex).setScale(((DecimalType) type).scale(), RoundingMode.HALF_UP));
      case STRING, VARCHAR -> new Literal(type, rex.getValueAs(String.class));
      case CHAR -> new Literal(type, stripPad(rex.getValueAs(String.class)));
      case DATE -> new Literal(type, (long) rex.getValueAs(DateString.class).getDaysSinceEpoch());
      case TIMESTAMP -> new Literal(type, timestamp(rex.getValueAs(TimestampString.class)));
      case INTERVAL_YEAR_MONTH -> new Literal(type, decimal(rex).longValue());
      case INTERVAL_DAY_TIME -> new Literal(type, interval(decimal(rex)));
      case BINARY ->
          new Literal(
              type,
              new ByteString(
                  rex.getValueAs(org.apache.calcite.avatica.util.ByteString.class).getBytes()));
      case VOID, UNSUPPORTED ->
          throw new NyalaException(ErrorCode.INTERNAL_ERROR, "literal of type " + type.hiveName());
    };
  }

  private static BigDecimal decimal(RexLiteral rex) {
    return rex.getValueAs(BigDecimal.class);
  }

  /** From milliseconds with the nanoseconds as a fraction. */
  private static TimestampValue interval(BigDecimal milliseconds) {
    BigDecimal nanos = milliseconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP);
    BigDecimal perSecond = BigDecimal.valueOf(NANOS_PER_SECOND);
    long seconds = nanos.divide(perSecond, 0, RoundingMode.FLOOR).longValueExact();
    return new TimestampValue(
        seconds, nanos.subtract(BigDecimal.valueOf(seconds).multiply(perSecond)).intValueExact());
  }

  private static TimestampValue timestamp(TimestampString text) {
    String full = text.toString();
    int dot = full.indexOf('.');
    int nanos = 0;
    if (dot >= 0) {
      String fraction = (full.substring(dot + 1) + "000000000").substring(0, 9);
      nanos = Integer.parseInt(fraction);
    }
    return new TimestampValue(Math.floorDiv(text.getMillisSinceEpoch(), MILLIS_PER_SECOND), nanos);
  }

  private static String stripPad(String value) {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == ' ') {
      end--;
    }
    return value.substring(0, end);
  }

  /** Whether a literal of this type is read by this class. */
  public static boolean isRepresentable(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name != SqlTypeName.NULL && name != SqlTypeName.ANY;
  }
}
