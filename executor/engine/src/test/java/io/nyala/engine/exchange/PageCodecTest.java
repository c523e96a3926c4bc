package io.nyala.engine.exchange;

import static io.nyala.engine.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nyala.engine.testing.Encodings;
import io.nyala.engine.testing.Rows;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.VectorBatch;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageCodecTest {
  private static final List<DataType> TYPES =
      List.of(
          DataType.BIGINT,
          DataType.BOOLEAN,
          DataType.DOUBLE,
          new DecimalType(38, 3),
          DataType.TIMESTAMP,
          DataType.STRING);

  private static List<List<@Nullable Object>> rows(int count, Random random) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          random.nextInt(5) == 0
              ? row(null, null, null, null, null, null)
              : row(
                  random.nextLong() >> random.nextInt(64),
                  random.nextBoolean(),
                  random.nextDouble(),
                  new BigDecimal(random.nextLong() + "" + random.nextInt(1000) + ".125"),
                  new TimestampValue(random.nextInt(), random.nextInt(1_000_000_000)),
                  "é".repeat(random.nextInt(4))));
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 1000})
  void keepsAllValuesInAllEncodings(int count) {
    List<List<@Nullable Object>> rows = rows(count, new Random(count));
    for (Encodings encoding : Encodings.values()) {
      VectorBatch batch = encoding.apply(Rows.batches(TYPES, rows, count).get(0));
      byte[] page = PageCodec.encode(batch);
      assertThat(Rows.of(TYPES, List.of(PageCodec.decode(ByteBuffer.wrap(page))))).isEqualTo(rows);
    }
  }

  @Test
  void smallNumbersTakeFewBytes() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      rows.add(row(1_000_000_000_000L + i % 100));
    }
    byte[] page = PageCodec.encode(Rows.batches(List.of(DataType.BIGINT), rows, 1000).get(0));
    assertThat(page.length).isLessThan(1100);
  }

  @Test
  void hostileBytesGiveProtocolErrorsOnly() {
    Random random = new Random(99);
    byte[] page = PageCodec.encode(Rows.batches(TYPES, rows(50, random), 50).get(0));
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = page.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bad.length) : bad.length;
      try {
        Rows.of(List.of(), List.of(PageCodec.decode(ByteBuffer.wrap(bad, 0, length))));
      } catch (NyalaException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
      } catch (RuntimeException e) {
        fail("unexpected", e);
      }
    }
  }
}
