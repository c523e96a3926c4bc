package io.nyala.planner.logical;

import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;

/**
 * Builds literals and casts without Calcite's cleverness: a literal keeps exactly the type it is
 * given and a cast stays a cast, because Hive's casts give NULL where Calcite's would fail.
 */
public final class HiveRexBuilder extends RexBuilder {
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long SECONDS_PER_DAY = 86_400L;

  public HiveRexBuilder(RelDataTypeFactory typeFactory) {
    super(typeFactory);
  }

  /** The literal for a value of the plan's own representation; NULL gives a typed NULL. */
  public RexNode literal(Literal literal) {
    return literal(literal.value(), literal.type());
  }

  /**
   * @param value as {@link Literal} describes it
   */
  public RexNode literal(@org.jspecify.annotations.Nullable Object value, DataType type) {
    if (value == null) {
      return makeNullLiteral(RelTypes.nullable(typeFactory, type));
    }
    RelDataType relType = RelTypes.toRel(typeFactory, type);
    return switch (type.kind()) {
      case BOOLEAN -> makeLiteral((Boolean) value);
      case TINYINT, SMALLINT, INT, BIGINT ->
          makeLiteral(BigDecimal.valueOf((Long) value), relType, SqlTypeName.DECIMAL);
      case DECIMAL -> makeLiteral((BigDecimal) value, relType, SqlTypeName.DECIMAL);
      case FLOAT, DOUBLE -> makeLiteral((Double) value, relType, SqlTypeName.DOUBLE);
      case STRING, VARCHAR, CHAR ->
          makeLiteral(
              new NlsString((String) value, StandardCharsets.UTF_8.name(), relType.getCollation()),
              relType,
              SqlTypeName.CHAR);
      case BINARY ->
          makeLiteral(
              new org.apache.calcite.avatica.util.ByteString(((ByteString) value).toByteArray()),
              relType,
              SqlTypeName.BINARY);
      case DATE ->
          makeLiteral(
              DateString.fromDaysSinceEpoch(Math.toIntExact((Long) value)),
              relType,
              SqlTypeName.DATE);
      case TIMESTAMP ->
          makeLiteral(timestamp((TimestampValue) value), relType, SqlTypeName.TIMESTAMP);
      case INTERVAL_YEAR_MONTH ->
          makeLiteral(BigDecimal.valueOf((Long) value), relType, SqlTypeName.INTERVAL_YEAR_MONTH);
      case INTERVAL_DAY_TIME ->
          makeLiteral(
              milliseconds((TimestampValue) value), relType, SqlTypeName.INTERVAL_DAY_SECOND);
      case VOID, UNSUPPORTED ->
          throw new IllegalArgumentException("no literal of type " + type.hiveName());
    };
  }

  /** Milliseconds with the nanoseconds as a fraction. */
  private static BigDecimal milliseconds(TimestampValue value) {
    return BigDecimal.valueOf(value.seconds())
        .multiply(BigDecimal.valueOf(1_000))
        .add(BigDecimal.valueOf(value.nanos()).divide(BigDecimal.valueOf(NANOS_PER_MILLI)));
  }

  private static TimestampString timestamp(TimestampValue value) {
    long days = Math.floorDiv(value.seconds(), SECONDS_PER_DAY);
    long second = Math.floorMod(value.seconds(), SECONDS_PER_DAY);
    String date = DateString.fromDaysSinceEpoch(Math.toIntExact(days)).toString();
    String time = "%02d:%02d:%02d".formatted(second / 3_600, second / 60 % 60, second % 60);
    return new TimestampString(date + " " + time).withNanos(value.nanos());
  }

  /** A cast that stays, unless the value already has the type; the result may be NULL. */
  public RexNode cast(RexNode value, DataType type) {
    if (RelTypes.toDataType(value.getType()).equals(type)) {
      return value;
    }
    return makeAbstractCast(RelTypes.nullable(typeFactory, type), value, false);
  }
}
