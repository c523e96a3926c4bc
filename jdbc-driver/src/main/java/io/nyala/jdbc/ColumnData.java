package io.nyala.jdbc;

/**
 * Values of one column as they came, in a primitive array where there is one. {@code text} gives
 * what the server would print; numbers and texts are converted by {@link Conversions}.
 */
abstract class ColumnData {
  private final byte[] nulls;

  /**
   * @param nulls a bit for each row, least significant first; rows beyond its end are not null
   */
  ColumnData(byte[] nulls) {
    this.nulls = nulls;
  }

  final boolean isNull(int row) {
    int index = row >> 3;
    return index < nulls.length && (nulls[index] & (1 << (row & 7))) != 0;
  }

  /** The value as text; not called for nulls. */
  abstract String text(int row);

  /** TINYINT to BIGINT. */
  static final class Longs extends ColumnData {
    private final long[] values;

    Longs(byte[] nulls, long[] values) {
      super(nulls);
      this.values = values;
    }

    long value(int row) {
      return values[row];
    }

    @Override
    String text(int row) {
      return Long.toString(values[row]);
    }
  }

  /** FLOAT and DOUBLE. */
  static final class Doubles extends ColumnData {
    private final double[] values;

    Doubles(byte[] nulls, double[] values) {
      super(nulls);
      this.values = values;
    }

    double value(int row) {
      return values[row];
    }

    @Override
    String text(int row) {
      return Double.toString(values[row]);
    }
  }

  /** BOOLEAN. */
  static final class Booleans extends ColumnData {
    private final boolean[] values;

    Booleans(byte[] nulls, boolean[] values) {
      super(nulls);
      this.values = values;
    }

    boolean value(int row) {
      return values[row];
    }

    @Override
    String text(int row) {
      return Boolean.toString(values[row]);
    }
  }

  /** Everything that travels as text. */
  static final class Texts extends ColumnData {
    private final String[] values;

    Texts(byte[] nulls, String[] values) {
      super(nulls);
      this.values = values;
    }

    @Override
    String text(int row) {
      return values[row];
    }
  }

  /** BINARY. */
  static final class Bytes extends ColumnData {
    private final byte[][] values;

    Bytes(byte[] nulls, byte[][] values) {
      super(nulls);
      this.values = values;
    }

    byte[] value(int row) {
      return values[row].clone();
    }

    @Override
    String text(int row) {
      return new String(values[row], java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
