package io.nyala.storage.metastore;

import io.nyala.spi.catalog.ColumnStatistics;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.hadoop.hive.metastore.api.BinaryColumnStatsData;
import org.apache.hadoop.hive.metastore.api.BooleanColumnStatsData;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsData;
import org.apache.hadoop.hive.metastore.api.Date;
import org.apache.hadoop.hive.metastore.api.DateColumnStatsData;
import org.apache.hadoop.hive.metastore.api.Decimal;
import org.apache.hadoop.hive.metastore.api.DecimalColumnStatsData;
import org.apache.hadoop.hive.metastore.api.DoubleColumnStatsData;
import org.apache.hadoop.hive.metastore.api.LongColumnStatsData;
import org.apache.hadoop.hive.metastore.api.StringColumnStatsData;
import org.apache.hadoop.hive.metastore.api.Timestamp;
import org.apache.hadoop.hive.metastore.api.TimestampColumnStatsData;

/** Column statistics between the metastore's unions and the catalog's record. */
final class ColumnStatisticsCodec {
  private ColumnStatisticsCodec() {}

  static ColumnStatistics decode(ColumnStatisticsData data) {
    return switch (data.getSetField()) {
      case LONG_STATS -> {
        LongColumnStatsData s = data.getLongStats();
        yield of(
            s.getNumDVs(),
            s.getNumNulls(),
            s.isSetLowValue() ? s.getLowValue() : null,
            s.isSetHighValue() ? s.getHighValue() : null);
      }
      case DOUBLE_STATS -> {
        DoubleColumnStatsData s = data.getDoubleStats();
        yield of(
            s.getNumDVs(),
            s.getNumNulls(),
            s.isSetLowValue() ? s.getLowValue() : null,
            s.isSetHighValue() ? s.getHighValue() : null);
      }
      case DATE_STATS -> {
        DateColumnStatsData s = data.getDateStats();
        yield of(
            s.getNumDVs(),
            s.getNumNulls(),
            s.isSetLowValue() ? s.getLowValue().getDaysSinceEpoch() : null,
            s.isSetHighValue() ? s.getHighValue().getDaysSinceEpoch() : null);
      }
      case TIMESTAMP_STATS -> {
        TimestampColumnStatsData s = data.getTimestampStats();
        yield of(
            s.getNumDVs(),
            s.getNumNulls(),
            s.isSetLowValue()
                ? new TimestampValue(s.getLowValue().getSecondsSinceEpoch(), 0)
                : null,
            s.isSetHighValue()
                ? new TimestampValue(s.getHighValue().getSecondsSinceEpoch(), 0)
                : null);
      }
      case DECIMAL_STATS -> {
        DecimalColumnStatsData s = data.getDecimalStats();
        yield of(
            s.getNumDVs(),
            s.getNumNulls(),
            s.isSetLowValue() ? decimal(s.getLowValue()) : null,
            s.isSetHighValue() ? decimal(s.getHighValue()) : null);
      }
      case STRING_STATS -> {
        StringColumnStatsData s = data.getStringStats();
        yield lengths(OptionalLong.of(s.getNumDVs()), s.getNumNulls(), s.getAvgColLen());
      }
      case BINARY_STATS -> {
        BinaryColumnStatsData s = data.getBinaryStats();
        yield lengths(OptionalLong.empty(), s.getNumNulls(), s.getAvgColLen());
      }
      case BOOLEAN_STATS -> {
        BooleanColumnStatsData s = data.getBooleanStats();
        long distinct = (s.getNumTrues() > 0 ? 1L : 0L) + (s.getNumFalses() > 0 ? 1L : 0L);
        yield of(distinct, s.getNumNulls(), null, null);
      }
    };
  }

  private static ColumnStatistics of(
      long distinct,
      long nulls,
      @org.jspecify.annotations.Nullable Object low,
      @org.jspecify.annotations.Nullable Object high) {
    return new ColumnStatistics(
        distinct < 0 ? OptionalLong.empty() : OptionalLong.of(distinct),
        nulls < 0 ? OptionalLong.empty() : OptionalLong.of(nulls),
        OptionalDouble.empty(),
        Optional.ofNullable(low),
        Optional.ofNullable(high));
  }

  private static ColumnStatistics lengths(OptionalLong distinct, long nulls, double averageLength) {
    return new ColumnStatistics(
        distinct,
        OptionalLong.of(nulls),
        OptionalDouble.of(averageLength),
        Optional.empty(),
        Optional.empty());
  }

  private static BigDecimal decimal(Decimal decimal) {
    return new BigDecimal(new BigInteger(decimal.getUnscaled()), decimal.getScale());
  }

  /** Statistics of a column of a type; null for types that the metastore keeps none for. */
  static @org.jspecify.annotations.Nullable ColumnStatisticsData encode(
      DataType type, ColumnStatistics statistics, ComputedColumn computed) {
    long distinct = statistics.distinctValues().orElse(0);
    long nulls = statistics.nulls().orElse(0);
    Object low = statistics.low().orElse(null);
    Object high = statistics.high().orElse(null);
    return switch (type.kind()) {
      case BOOLEAN ->
          ColumnStatisticsData.booleanStats(
              new BooleanColumnStatsData(computed.trues(), computed.falses(), nulls));
      case TINYINT, SMALLINT, INT, BIGINT -> {
        LongColumnStatsData s = new LongColumnStatsData(nulls, distinct);
        if (low instanceof Long l && high instanceof Long h) {
          s.setLowValue(l);
          s.setHighValue(h);
        }
        yield ColumnStatisticsData.longStats(s);
      }
      case FLOAT, DOUBLE -> {
        DoubleColumnStatsData s = new DoubleColumnStatsData(nulls, distinct);
        if (low instanceof Double l && high instanceof Double h) {
          s.setLowValue(l);
          s.setHighValue(h);
        }
        yield ColumnStatisticsData.doubleStats(s);
      }
      case DECIMAL -> {
        DecimalColumnStatsData s = new DecimalColumnStatsData(nulls, distinct);
        if (low instanceof BigDecimal l && high instanceof BigDecimal h) {
          s.setLowValue(decimal(l));
          s.setHighValue(decimal(h));
        }
        yield ColumnStatisticsData.decimalStats(s);
      }
      case DATE -> {
        DateColumnStatsData s = new DateColumnStatsData(nulls, distinct);
        if (low instanceof Long l && high instanceof Long h) {
          s.setLowValue(new Date(l));
          s.setHighValue(new Date(h));
        }
        yield ColumnStatisticsData.dateStats(s);
      }
      case TIMESTAMP -> {
        TimestampColumnStatsData s = new TimestampColumnStatsData(nulls, distinct);
        if (low instanceof TimestampValue l && high instanceof TimestampValue h) {
          s.setLowValue(new Timestamp(l.seconds()));
          s.setHighValue(new Timestamp(h.seconds() + (h.nanos() > 0 ? 1 : 0)));
        }
        yield ColumnStatisticsData.timestampStats(s);
      }
      case STRING, VARCHAR, CHAR ->
          ColumnStatisticsData.stringStats(
              new StringColumnStatsData(
                  computed.maxLength(), statistics.averageLength().orElse(0), nulls, distinct));
      case BINARY ->
          ColumnStatisticsData.binaryStats(
              new BinaryColumnStatsData(
                  computed.maxLength(), statistics.averageLength().orElse(0), nulls));
      case VOID, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, UNSUPPORTED -> null;
    };
  }

  private static Decimal decimal(BigDecimal value) {
    return new Decimal((short) value.scale(), ByteBuffer.wrap(value.unscaledValue().toByteArray()));
  }
}
