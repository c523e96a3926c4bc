package io.nyala.engine.hash;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorSizes;
import java.util.Arrays;

/** Groups by one key of kind LONG: open addressing with linear probing over a slot array. */
final class LongGroupTable implements GroupTable {
  private static final int FIRST = 1 << 10;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Group number plus 1, or 0 for an empty slot. */
  private int[] slots = new int[FIRST];

  private long[] slotKeys = new long[FIRST];
  private final LongPages groupKeys = new LongPages();
  private int size;
  private int nullGroup = -1;

  @Override
  public int size() {
    return size;
  }

  @Override
  public void assign(DecodedColumn[] keys, int count, int[] groups) {
    reserve(count);
    DecodedColumn column = keys[0];
    long[] values = ((LongVector) column.base()).values();
    boolean[] nulls = column.nulls();
    int[] ids = column.ids();
    int mask = slots.length - 1;
    int shift = Integer.numberOfLeadingZeros(mask) + 32;
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      if (nulls != null && nulls[p]) {
        if (nullGroup < 0) {
          nullGroup = size++;
        }
        groups[i] = nullGroup;
        continue;
      }
      long key = values[p];
      int slot = (int) ((key * MULTIPLIER) >>> shift);
      while (true) {
        int entry = slots[slot];
        if (entry == 0) {
          slots[slot] = size + 1;
          slotKeys[slot] = key;
          groupKeys.set(size, key);
          groups[i] = size++;
          break;
        }
        if (slotKeys[slot] == key) {
          groups[i] = entry - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
  }

  @Override
  public void find(DecodedColumn[] keys, int count, int[] groups) {
    DecodedColumn column = keys[0];
    long[] values = ((LongVector) column.base()).values();
    boolean[] nulls = column.nulls();
    int[] ids = column.ids();
    int mask = slots.length - 1;
    int shift = Integer.numberOfLeadingZeros(mask) + 32;
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      if (nulls != null && nulls[p]) {
        groups[i] = nullGroup;
        continue;
      }
      long key = values[p];
      int slot = (int) ((key * MULTIPLIER) >>> shift);
      int entry = slots[slot];
      while (entry != 0 && slotKeys[slot] != key) {
        slot = (slot + 1) & mask;
        entry = slots[slot];
      }
      groups[i] = entry - 1;
    }
  }

  private void reserve(int rows) {
    groupKeys.ensure(size + rows);
    int needed = slotsFor(size + rows);
    if (needed > slots.length) {
      int[] grown = new int[needed];
      long[] grownKeys = new long[needed];
      int mask = needed - 1;
      int shift = Integer.numberOfLeadingZeros(mask) + 32;
      for (int group = 0; group < size; group++) {
        if (group != nullGroup) {
          long key = groupKeys.get(group);
          int slot = (int) ((key * MULTIPLIER) >>> shift);
          while (grown[slot] != 0) {
            slot = (slot + 1) & mask;
          }
          grown[slot] = group + 1;
          grownKeys[slot] = key;
        }
      }
      slots = grown;
      slotKeys = grownKeys;
    }
  }

  /** Slots for a load of at most two thirds. */
  static int slotsFor(long groups) {
    long slots = FIRST;
    while (slots * 2 < groups * 3) {
      slots *= 2;
    }
    return Math.toIntExact(slots);
  }

  @Override
  public Vector[] keys(int from, int count) {
    long[] values = new long[count];
    groupKeys.copyTo(from, values, count);
    boolean[] nulls = null;
    if (nullGroup >= from && nullGroup < from + count) {
      nulls = new boolean[count];
      Arrays.fill(nulls, nullGroup - from, nullGroup - from + 1, true);
    }
    return new Vector[] {new LongVector(count, nulls, values)};
  }

  @Override
  public long growthFor(DecodedColumn[] keys, int count) {
    int needed = slotsFor((long) size + count);
    return groupKeys.growth(size + count) + (needed > slots.length ? 12L * needed + 32 : 0);
  }

  @Override
  public long bytes() {
    return groupKeys.bytes() + VectorSizes.of(slots) + VectorSizes.of(slotKeys);
  }
}
