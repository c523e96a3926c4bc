package io.nyala.semantics.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Single values are checked against Hive in the table of answers; here: rows, encodings, and Hive's
 * own Murmur3.
 */
class HashesTest {
  @Test
  void murmurIsHives() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      int hives = org.apache.hive.common.util.Murmur3.hash32(bytes, bytes.length, 104_729);
      assertThat(Murmur3.hash(bytes, 0, bytes.length)).isEqualTo(hives);
      byte[] shifted = new byte[bytes.length + 3];
      System.arraycopy(bytes, 0, shifted, 3, bytes.length);
      assertThat(Murmur3.hash(shifted, 3, bytes.length)).isEqualTo(hives);
    }
  }

  @Test
  void rowsHashAsHiveCombinesThem() {
    // murmur_hash(1, 'abc') on HiveServer2 4.0.1
    assertThat(
            BucketHash.hash(
                List.of(new Literal(DataType.INT, 1L), new Literal(DataType.STRING, "abc"))))
        .isEqualTo(1_415_768_340);
    assertThat(BucketHash.hash(List.of(new Literal(DataType.INT, null)))).isZero();
    assertThat(BucketHash.bucket(-1_189_436_623, 8)).isBetween(0, 7);
  }

  private static BytesVector texts(boolean[] nulls, String... values) {
    StringBuilder all = new StringBuilder();
    int[] starts = new int[values.length];
    int[] lengths = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      starts[i] = all.length();
      lengths[i] = values[i].length();
      all.append(values[i]);
    }
    return new BytesVector(
        values.length, nulls, all.toString().getBytes(StandardCharsets.US_ASCII), starts, lengths);
  }

  @Test
  void encodingsDoNotMatter() {
    BytesVector entries = texts(new boolean[] {false, true, false}, "abc", "", "a longer text");
    Vector dictionary = new DictionaryVector(5, entries, new int[] {2, 0, 1, 0, 2});
    Vector flat =
        texts(
            new boolean[] {false, false, true, false, false},
            "a longer text",
            "abc",
            "",
            "abc",
            "a longer text");
    Vector constant = new ConstantVector(5, new LongVector(1, null, new long[] {42}));
    Vector numbers = new LongVector(5, null, new long[] {42, 42, 42, 42, 42});
    DataType[] types = {DataType.STRING, DataType.BIGINT};
    int[] first = new int[5];
    int[] second = new int[5];
    BucketHash.hash(new Vector[] {dictionary, constant}, types, 5, first);
    BucketHash.hash(new Vector[] {flat, numbers}, types, 5, second);
    assertThat(first).isEqualTo(second);
    assertThat(first[2]).isEqualTo(Murmur3.hashLong(42));
    long[] x = new long[5];
    long[] y = new long[5];
    ValueHash.hash(new Vector[] {dictionary, constant}, 5, 9, x);
    ValueHash.hash(new Vector[] {flat, numbers}, 5, 9, y);
    assertThat(x).isEqualTo(y);
    assertThat(x[0]).isEqualTo(x[4]).isNotEqualTo(x[1]);
    ValueHash.hash(new Vector[] {flat, numbers}, 5, 10, y);
    assertThat(x).isNotEqualTo(y);
  }

  @Test
  void equalDoublesHashAlike() {
    Vector doubles =
        new DoubleVector(
            4, null, new double[] {0.0, -0.0, Double.NaN, Double.longBitsToDouble(-1L)});
    long[] hashes = new long[4];
    ValueHash.hash(new Vector[] {doubles}, 4, 0, hashes);
    assertThat(hashes[0]).isEqualTo(hashes[1]);
    assertThat(hashes[2]).isEqualTo(hashes[3]);
  }
}
