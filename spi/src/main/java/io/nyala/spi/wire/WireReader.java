package io.nyala.spi.wire;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Reads what {@link WireWriter} wrote, from a peer that may lie: every method throws {@link
 * NyalaException} PROTOCOL_ERROR on missing bytes, impossible lengths and unknown numbers.
 * Allocates no more than a small multiple of the bytes that are there. One thread.
 */
public final class WireReader {
  private static final int MAX_DEPTH = 1000;

  private final ByteBuffer in;
  private int depth;

  public WireReader(ByteBuffer bytes) {
    in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  public WireReader(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  public static NyalaException malformed(String what) {
    return new NyalaException(
        ErrorCode.PROTOCOL_ERROR,
        "Malformed message: " + what + ". Do all processes run the same version of Nyala?");
  }

  /** Bytes not read yet. */
  public int remaining() {
    return in.remaining();
  }

  /** Demands bytes before an allocation of that size. */
  public void require(long bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw malformed(bytes + " bytes announced, " + in.remaining() + " left");
    }
  }

  /** Demands that all was read. */
  public void end() {
    if (in.hasRemaining()) {
      throw malformed(in.remaining() + " bytes too many");
    }
  }

  /** Counts a level of nesting; {@link #leave} ends it. */
  public void enter() {
    if (++depth > MAX_DEPTH) {
      throw malformed("nested deeper than " + MAX_DEPTH);
    }
  }

  public void leave() {
    depth--;
  }

  public int readByte() {
    require(1);
    return in.get() & 0xff;
  }

  public boolean readBoolean() {
    int value = readByte();
    if (value > 1) {
      throw malformed("boolean " + value);
    }
    return value == 1;
  }

  public long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = readByte();
      if (shift == 63 && next > 1) {
        throw malformed("number of more than 64 bits");
      }
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed("number of more than 10 bytes");
  }

  public long readSigned() {
    long value = readVarLong();
    return (value >>> 1) ^ -(value & 1);
  }

  public int readSignedInt() {
    long value = readSigned();
    if (value != (int) value) {
      throw malformed("number " + value + " is no int");
    }
    return (int) value;
  }

  /** A count of things of at least one byte each, so it cannot exceed what is left. */
  public int readCount() {
    long value = readVarLong();
    require(value);
    return (int) value;
  }

  /** A non-negative int that counts nothing in this message. */
  public int readSize() {
    long value = readVarLong();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw malformed("size " + value);
    }
    return (int) value;
  }

  public long readLong() {
    require(8);
    return in.getLong();
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** The counterpart of {@link WireWriter#writeAll}; the caller has checked the width. */
  public void readAll(long[] values, int count, long base, int width) {
    require((long) count * width);
    for (int i = 0; i < count; i++) {
      values[i] =
          base
              + switch (width) {
                case 1 -> in.get() & 0xffL;
                case 2 -> in.getShort() & 0xffffL;
                case 4 -> in.getInt() & 0xffff_ffffL;
                case 8 -> in.getLong();
                default -> 0;
              };
    }
  }

  public byte[] readBytes() {
    byte[] value = new byte[readCount()];
    in.get(value);
    return value;
  }

  /** Bytes whose number the caller has checked with {@link #require}. */
  public void readRaw(byte[] target, int start, int length) {
    require(length);
    in.get(target, start, length);
  }

  public String readString() {
    byte[] bytes = readBytes();
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("text that is not UTF-8");
    }
  }

  public <T> List<T> readList(Function<WireReader, T> element) {
    int count = readCount();
    List<T> values = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      values.add(element.apply(this));
    }
    return values;
  }

  public List<String> readStrings() {
    return readList(WireReader::readString);
  }

  public List<Integer> readInts() {
    return readList(WireReader::readSignedInt);
  }

  public <T> Optional<T> readOptional(Function<WireReader, T> element) {
    return readBoolean() ? Optional.of(element.apply(this)) : Optional.empty();
  }

  public OptionalInt readOptionalInt() {
    return readBoolean() ? OptionalInt.of(readSignedInt()) : OptionalInt.empty();
  }

  public Map<String, String> readMap() {
    int count = readCount();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String key = readString();
      if (values.put(key, readString()) != null) {
        throw malformed("key " + key + " twice");
      }
    }
    return values;
  }

  public <E extends Enum<E>> E readEnum(E[] values) {
    long ordinal = readVarLong();
    if (ordinal < 0 || ordinal >= values.length) {
      throw malformed(
          "unknown constant "
              + ordinal
              + " of "
              + values.getClass().getComponentType().getSimpleName());
    }
    return values[(int) ordinal];
  }
}
