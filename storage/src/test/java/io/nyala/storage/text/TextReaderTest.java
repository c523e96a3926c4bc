package io.nyala.storage.text;

import static io.nyala.storage.StorageFixture.columns;
import static io.nyala.storage.StorageFixture.config;
import static io.nyala.storage.StorageFixture.read;
import static io.nyala.storage.StorageFixture.scan;
import static io.nyala.storage.StorageFixture.split;
import static io.nyala.storage.StorageFixture.whole;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.metastore.StorageFormats;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {
  private static final StorageFormat COMMA = StorageFormats.text(Map.of("field.delim", ","));
  private static final List<Column> TWO = columns("a", DataType.INT, "b", DataType.STRING);

  @TempDir Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private List<Object> column(DataType type, String... texts) throws IOException {
    Path file = file("t", String.join("\n", texts) + "\n");
    List<Object> values = new ArrayList<>();
    read(config(), scan(columns("c", type), Map.of()), whole(file, COMMA), 4096)
        .forEach(row -> values.add(row.get(0)));
    return values;
  }

  @Test
  void missingFieldsAreNullAndFurtherOnesAreIgnored() throws IOException {
    Path file = file("t", "1,x,more\n2\n\n\\N,\\N\n3,\n");
    assertThat(read(config(), scan(TWO, Map.of()), whole(file, COMMA), 4096))
        .containsExactly(
            asList(1L, "x"),
            asList(2L, null),
            asList(null, null),
            asList(null, null),
            asList(3L, ""));
  }

  @Test
  void integersFollowLazySimpleSerDe() throws IOException {
    assertThat(
            column(
                DataType.TINYINT,
                "127",
                "128",
                "-128",
                "-129",
                "+5",
                "1.9",
                "1.x",
                "x",
                "",
                "-",
                "007"))
        .containsExactly(127L, null, -128L, null, 5L, 1L, null, null, null, null, 7L);
    assertThat(
            column(
                DataType.BIGINT,
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999999"))
        .containsExactly(Long.MAX_VALUE, null, Long.MIN_VALUE, null, null);
  }

  @Test
  void doublesAreJavasNearest() throws IOException {
    String[] texts = {
      "0.1",
      "1e3",
      "-2.5E-3",
      "123456789012345678",
      "1.7976931348623157E308",
      "NaN",
      "-0.0",
      "abc",
      "",
      ".5",
      "5."
    };
    assertThat(column(DataType.DOUBLE, texts))
        .containsExactly(
            0.1,
            1000.0,
            -0.0025,
            (double) 123456789012345678L,
            Double.MAX_VALUE,
            Double.NaN,
            -0.0,
            null,
            null,
            0.5,
            5.0);
    assertThat(column(DataType.FLOAT, "0.1", "16777217", "x"))
        .containsExactly((double) 0.1f, 16777216.0, null);
  }

  @Test
  void decimalsRoundHalfUpAndOverflowToNull() throws IOException {
    assertThat(
            column(
                new DataType.DecimalType(5, 2),
                "1",
                "1.005",
                "-1.005",
                "999.99",
                "999.995",
                "1000",
                "1e2",
                "x"))
        .containsExactly(
            new BigDecimal("1.00"),
            new BigDecimal("1.01"),
            new BigDecimal("-1.01"),
            new BigDecimal("999.99"),
            null,
            null,
            new BigDecimal("100.00"),
            null);
    assertThat(
            column(
                new DataType.DecimalType(38, 6),
                "12345678901234567890123456789012.123456",
                "-12345678901234567890.5",
                "-0.000001"))
        .containsExactly(
            new BigDecimal("12345678901234567890123456789012.123456"),
            new BigDecimal("-12345678901234567890.500000"),
            new BigDecimal("-0.000001"));
  }

  @Test
  void datesAndTimestampsBeforeTheEpoch() throws IOException {
    assertThat(
            column(
                DataType.DATE,
                "1970-01-01",
                "1969-12-31",
                "2000-02-29",
                "1900-02-29",
                "0001-01-01",
                "2001-1-2",
                "x"))
        .containsExactly(0L, -1L, 11016L, null, -719162L, 11324L, null);
    assertThat(
            column(
                DataType.TIMESTAMP,
                "1969-12-31 23:59:59.5",
                "2001-02-03 04:05:06",
                "2001-02-03",
                "2001-02-03 04:05",
                "2001-02-03T04:05:06.123456789",
                "2001-02-30 00:00:00"))
        .containsExactly(
            new TimestampValue(-1, 500_000_000),
            new TimestampValue(981173106, 0),
            new TimestampValue(981158400, 0),
            new TimestampValue(981173100, 0),
            new TimestampValue(981173106, 123456789),
            null);
  }

  @Test
  void characterTypesAreCutByCharacters() throws IOException {
    assertThat(column(new DataType.VarcharType(2), "äöü", "a", "ab "))
        .containsExactly("äö", "a", "ab");
    assertThat(column(new DataType.CharType(3), "ab  ", "äöüx", ""))
        .containsExactly("ab", "äöü", "");
    assertThat(column(DataType.BOOLEAN, "true", "FALSE", "t", "1", ""))
        .containsExactly(true, false, null, null, null);
    assertThat(column(DataType.BINARY, "YWJj", "!")).containsExactly("616263", "21");
  }

  @Test
  void escapesAndNullSequence() throws IOException {
    StorageFormat storage =
        StorageFormats.text(
            Map.of("field.delim", "|", "escape.delim", "\\", "serialization.null.format", "NULL"));
    Path file = file("t", "1|a\\|b\\\\c\\nd\nNULL|NULL\n2|plain\n");
    assertThat(read(config(), scan(TWO, Map.of()), whole(file, storage), 4096))
        .containsExactly(asList(1L, "a|b\\c\nd"), asList(null, null), asList(2L, "plain"));
  }

  @Test
  void defaultDelimiterIsControlA() throws IOException {
    Path file = file("t", "1\u0001x\n");
    assertThat(
            read(config(), scan(TWO, Map.of()), whole(file, StorageFormats.text(Map.of())), 4096))
        .containsExactly(asList(1L, "x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 64, 1000})
  void everyLineBelongsToExactlyOneSplit(int splitBytes) throws IOException {
    StringBuilder text = new StringBuilder();
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String value = "v".repeat(i % 13);
      text.append(i)
          .append(',')
          .append(value)
          .append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r");
      expected.add(asList((long) i, value));
    }
    text.append("100,last");
    expected.add(asList(100L, "last"));
    Path file = file("t", text.toString());
    StorageConfig tiny = config("nyala.storage.text.buffer", "16");
    List<List<Object>> rows = new ArrayList<>();
    for (long start = 0; start < text.length(); start += splitBytes) {
      long length = Math.min(splitBytes, text.length() - start);
      rows.addAll(read(tiny, scan(TWO, Map.of()), split(file, COMMA, start, length), 7));
    }
    assertThat(rows).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4096})
  void headerAndFooterLinesAreSkipped(int batchSize) throws IOException {
    Path file = file("t", "h1\nh2\n1,a\n2,b\n3,c\nf1\nf2\n");
    Map<String, String> parameters =
        Map.of("skip.header.line.count", "2", "skip.footer.line.count", "2");
    assertThat(read(config(), scan(TWO, parameters), whole(file, COMMA), batchSize))
        .containsExactly(asList(1L, "a"), asList(2L, "b"), asList(3L, "c"));
    assertThat(TextFiles.isSplittable("t", parameters)).isFalse();
  }

  @Test
  void gzipIsReadWhole() throws IOException {
    Path file = directory.resolve("t.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(config(), scan(TWO, Map.of()), whole(file, COMMA), 4096))
        .containsExactly(asList(1L, "a"), asList(2L, "b"));
    assertThat(TextFiles.isSplittable("t.gz", Map.of())).isFalse();
  }

  @Test
  void quotedLinesFollowOpenCsv() throws IOException {
    StorageFormat csv = StorageFormats.csv(Map.of());
    List<Column> three = columns("a", DataType.STRING, "b", DataType.STRING, "c", DataType.STRING);
    Path file =
        file("t", "1,\"x, y\",\"say \"\"hi\"\"\"\n\"a\\\"b\",,\n\nonly\n\"open,x\n1,  \"q\",r\n");
    assertThat(read(config(), scan(three, Map.of()), whole(file, csv), 4096))
        .containsExactly(
            asList("1", "x, y", "say \"hi\""),
            asList("a\"b", "", ""),
            asList(null, null, null),
            asList("only", null, null),
            asList(null, null, null),
            asList("1", "q", "r"));
  }

  @Test
  void aLineBeyondTheLimitIsRefused() throws IOException {
    Path file = file("t", "x".repeat(5000) + "\n");
    StorageConfig limited =
        config("nyala.storage.text.buffer", "16", "nyala.storage.text.line.max", "1024");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> read(limited, scan(TWO, Map.of()), whole(file, COMMA), 4096))
        .hasMessageContaining("nyala.storage.text.line.max");
  }
}
