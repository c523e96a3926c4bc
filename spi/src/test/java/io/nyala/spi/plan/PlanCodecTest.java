package io.nyala.spi.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlanCodecTest {
  private static final StorageFormat ORC =
      new StorageFormat(StorageFormat.Kind.ORC, "in", "out", "serde", Map.of("a", "b"));

  /** A plan with every node. */
  private static DistributedPlan plan() {
    Literal decimal =
        new Literal(new DecimalType(38, 2), new BigDecimal("-123456789012345678901234567890.25"));
    Expression condition =
        new Expression.Special(
            Form.AND,
            DataType.BOOLEAN,
            List.of(
                new Expression.Call(
                    "<",
                    DataType.BOOLEAN,
                    List.of(
                        new Expression.Cast(
                            new ColumnReference(0, DataType.BIGINT), decimal.type()),
                        decimal)),
                new Literal(DataType.BOOLEAN, null)));
    PlanNode scan =
        new PlanNode.TableScan(
            1,
            "db.t",
            new ScanSpec(
                List.of(new Column("a", DataType.BIGINT, "größe")),
                List.of(new ScanColumn("a", DataType.BIGINT, false, 0)),
                List.of(condition),
                Map.of("k", "v")),
            new AccessDecision("alice", "q1", "db.t", List.of("a"), "f", "m", true, 7, 99, "mac"));
    PlanNode values =
        new PlanNode.Values(
            2,
            List.of(DataType.BIGINT, DataType.TIMESTAMP, new CharType(3)),
            List.of(
                List.of(
                    new Literal(DataType.BIGINT, -5L),
                    new Literal(DataType.TIMESTAMP, new TimestampValue(-1, 999_999_999)),
                    new Literal(new CharType(3), "é"))));
    PlanNode join =
        new PlanNode.Join(
            3,
            JoinKind.LEFT_MARK,
            new PlanNode.Filter(4, scan, condition),
            values,
            List.of(0),
            List.of(0),
            List.of(true),
            Optional.of(condition));
    PlanNode aggregate =
        new PlanNode.Aggregate(
            5,
            join,
            AggregateStep.PARTIAL,
            List.of(0),
            List.of(
                new AggregateCall(
                    "sum",
                    List.of(0),
                    List.of(DataType.BIGINT),
                    true,
                    OptionalInt.of(1),
                    DataType.BIGINT)),
            List.of(DataType.BIGINT, DataType.BIGINT));
    List<SortKey> keys = List.of(new SortKey(0, false, true));
    PlanNode ordered =
        new PlanNode.Limit(
            6,
            new PlanNode.TopN(
                7,
                new PlanNode.Sort(
                    8,
                    new PlanNode.UnionAll(
                        9,
                        List.of(
                            new PlanNode.ExchangeSource(10, List.of(0), types(), keys),
                            new PlanNode.Project(
                                11,
                                new PlanNode.ExchangeSource(12, List.of(0), types(), List.of()),
                                List.of(new ColumnReference(0, DataType.BIGINT)))),
                        types()),
                    keys),
                keys,
                10),
            1,
            Long.MAX_VALUE);
    PlanNode write =
        new PlanNode.TableWrite(
            13,
            ordered,
            new WriteSpec(
                new TableName("db", "u"),
                "hdfs://x/u",
                "hdfs://x/u/.staging",
                ORC,
                List.of(new Column("a", DataType.BIGINT, "")),
                "p=1",
                List.of(new Column("q", DataType.DATE, "")),
                Optional.of(new BucketSpec(List.of("a"), List.of(), 4, 2)),
                Map.of(),
                100,
                true));
    return new DistributedPlan(
        new QueryConstants(
            "q1",
            Instant.ofEpochSecond(1_700_000_000L, 5),
            ZoneId.of("Europe/Berlin"),
            "alice",
            Set.of("g1", "g2"),
            -3),
        List.of(
            new PlanFragment(
                0,
                aggregate,
                Distribution.SOURCE,
                new OutputRouting(
                    OutputRouting.Kind.BUCKET, List.of(0), List.of(DataType.BIGINT), 4)),
            new PlanFragment(1, write, Distribution.SINGLE, OutputRouting.GATHER)));
  }

  private static List<DataType> types() {
    return List.of(DataType.BIGINT);
  }

  @Test
  void everyNodeSurvivesTheRoundTrip() {
    assertThat(PlanCodec.decode(ByteBuffer.wrap(PlanCodec.encode(plan())))).isEqualTo(plan());
  }

  @Test
  void writtenFilesSurviveTheRoundTrip() {
    WrittenFile file =
        new WrittenFile("s", "p=1", List.of("1"), "000000_0", OptionalInt.of(3), 10, 1L << 40);
    assertThat(WrittenFileCodec.decode(ByteBuffer.wrap(WrittenFileCodec.encode(file))))
        .isEqualTo(file);
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] bytes = PlanCodec.encode(plan());
    bytes[0]++;
    assertThatThrownBy(() -> PlanCodec.decode(ByteBuffer.wrap(bytes)))
        .hasMessageContaining("version");
  }

  @Test
  void nestingIsBounded() {
    Expression deep = new ColumnReference(0, DataType.BOOLEAN);
    for (int i = 0; i < 1500; i++) {
      deep = new Expression.Special(Form.NOT, DataType.BOOLEAN, List.of(deep));
    }
    byte[] bytes = PlanCodec.encode(deep);
    assertThatThrownBy(() -> PlanCodec.decodeExpression(ByteBuffer.wrap(bytes)))
        .hasMessageContaining("nested");
  }

  @Test
  void hostileBytesGiveProtocolErrorsOnly() {
    Random random = new Random(5);
    byte[] good = PlanCodec.encode(plan());
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
      try {
        assertThat(PlanCodec.decode(ByteBuffer.wrap(bad, 0, length))).isNotNull();
      } catch (NyalaException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
      } catch (RuntimeException e) {
        fail("unexpected", e);
      }
    }
  }
}
