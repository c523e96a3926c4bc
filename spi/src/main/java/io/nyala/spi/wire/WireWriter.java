package io.nyala.spi.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A growing buffer with the counterparts of {@link WireReader}'s methods. One thread. */
public final class WireWriter {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buffer;
  private int size;

  public WireWriter() {
    this(256);
  }

  public WireWriter(int expectedBytes) {
    buffer = new byte[Math.max(16, expectedBytes)];
  }

  /** Makes room, for writing several small values without checks in between. */
  public void ensure(int bytes) {
    if (buffer.length - size < bytes) {
      long grown = Math.max(2L * buffer.length, (long) size + bytes);
      if ((long) size + bytes > Integer.MAX_VALUE - 16) {
        throw new IllegalStateException("a message of more than 2 GiB");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(grown, Integer.MAX_VALUE - 16));
    }
  }

  public void writeByte(int value) {
    ensure(1);
    buffer[size++] = (byte) value;
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** 7 bits a byte, low bits first; small non-negative numbers are short. */
  public void writeVarLong(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  /** A number that may be negative, short if its magnitude is small. */
  public void writeSigned(long value) {
    writeVarLong((value << 1) ^ (value >> 63));
  }

  public void writeCount(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative count: " + value);
    }
    writeVarLong(value);
  }

  /** Eight bytes, low byte first. */
  public void writeLong(long value) {
    ensure(8);
    LONGS.set(buffer, size, value);
    size += 8;
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** {@code values[i] - base} in {@code width} (0, 1, 2, 4, 8) bytes each, low byte first. */
  public void writeAll(long[] values, int count, long base, int width) {
    ensure(Math.multiplyExact(count, width));
    byte[] target = buffer;
    int at = size;
    switch (width) {
      case 0 -> {}
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = (byte) (values[i] - base);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          SHORTS.set(target, at + 2 * i, (short) (values[i] - base));
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          INTS.set(target, at + 4 * i, (int) (values[i] - base));
        }
      }
      case 8 -> {
        for (int i = 0; i < count; i++) {
          LONGS.set(target, at + 8 * i, values[i] - base);
        }
      }
      default -> throw new IllegalArgumentException("width " + width);
    }
    size += count * width;
  }

  public void writeBytes(byte[] value) {
    writeCount(value.length);
    writeRaw(value, 0, value.length);
  }

  /** Bytes without a length. */
  public void writeRaw(byte[] value, int start, int length) {
    ensure(length);
    System.arraycopy(value, start, buffer, size, length);
    size += length;
  }

  public void writeString(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public <T> void writeList(Collection<T> values, BiConsumer<WireWriter, T> element) {
    writeCount(values.size());
    for (T value : values) {
      element.accept(this, value);
    }
  }

  public void writeStrings(Collection<String> values) {
    writeList(values, WireWriter::writeString);
  }

  public void writeInts(List<Integer> values) {
    writeList(values, (out, value) -> out.writeSigned(value));
  }

  public <T> void writeOptional(Optional<T> value, BiConsumer<WireWriter, T> element) {
    writeBoolean(value.isPresent());
    value.ifPresent(present -> element.accept(this, present));
  }

  public void writeOptionalInt(OptionalInt value) {
    writeBoolean(value.isPresent());
    value.ifPresent(this::writeSigned);
  }

  /** In the order of the keys, so that equal maps have equal bytes. */
  public void writeMap(Map<String, String> values) {
    writeCount(values.size());
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              writeString(key);
              writeString(value);
            });
  }

  @SuppressWarnings("EnumOrdinal") // the ordinal is the wire form; the readers' versions guard it
  public void writeEnum(Enum<?> value) {
    writeCount(value.ordinal());
  }

  public int size() {
    return size;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** What was written, without a copy; the writer is done with. */
  public ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(buffer, 0, size);
  }
}
