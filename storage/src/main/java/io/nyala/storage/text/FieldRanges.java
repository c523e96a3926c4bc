package io.nyala.storage.text;

/**
 * Where the wanted fields of a batch of lines lie. One row of arrays per wanted field; a length of
 * -1 means that the line has no such field.
 */
final class FieldRanges {
  private final int[] slotOfField;
  private final int[][] starts;
  private final int[][] lengths;

  /**
   * @param fields wanted field positions, any order, no duplicates
   */
  FieldRanges(int[] fields, int maxLines) {
    int last = -1;
    for (int field : fields) {
      last = Math.max(last, field);
    }
    slotOfField = new int[last + 1];
    java.util.Arrays.fill(slotOfField, -1);
    for (int slot = 0; slot < fields.length; slot++) {
      slotOfField[fields[slot]] = slot;
    }
    starts = new int[fields.length][maxLines];
    lengths = new int[fields.length][maxLines];
  }

  int[] starts(int slot) {
    return starts[slot];
  }

  int[] lengths(int slot) {
    return lengths[slot];
  }

  /** Cuts delimited lines. */
  void cut(
      byte[] data,
      int[] lineStarts,
      int[] lineEnds,
      int lines,
      TextLayout layout,
      boolean lastFieldTakesRest,
      int fieldCount) {
    int fields = slotOfField.length;
    byte separator = layout.separator();
    boolean escaped = layout.escaped();
    byte escape = layout.escape();
    for (int line = 0; line < lines; line++) {
      int end = lineEnds[line];
      int fieldStart = lineStarts[line];
      int field = 0;
      for (int i = fieldStart; i < end && field < fields; i++) {
        byte b = data[i];
        if (b == separator) {
          if (lastFieldTakesRest && field == fieldCount - 1) {
            break;
          }
          set(field++, line, fieldStart, i - fieldStart);
          fieldStart = i + 1;
        } else if (escaped && b == escape) {
          i++;
        }
      }
      if (field < fields) {
        set(field++, line, fieldStart, end - fieldStart);
      }
      while (field < fields) {
        set(field++, line, 0, -1);
      }
    }
  }

  void set(int field, int line, int start, int length) {
    int slot = slotOfField[field];
    if (slot >= 0) {
      starts[slot][line] = start;
      lengths[slot][line] = length;
    }
  }

  /** Number of leading fields that hold all wanted ones. */
  int fieldsNeeded() {
    return slotOfField.length;
  }
}
