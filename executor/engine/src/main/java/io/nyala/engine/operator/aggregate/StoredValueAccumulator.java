package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.ColumnStore;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Vector;

/**
 * Functions whose state is one of their input values: MIN and MAX of any kind, and the value of a
 * scalar subquery. Values lie in a column store, which is compacted when most of it is outdated.
 */
final class StoredValueAccumulator implements Accumulator {
  /** Which value is kept. */
  enum Kept {
    SMALLEST,
    LARGEST,
    /** The only one, NULLs included; a second row is an error. */
    ONLY
  }

  private static final int NO_ROW = -1;

  private final PhysicalKind kind;
  private final Kept kept;

  /** Row of the store plus 1; 0 is none. */
  private final LongPages rows = new LongPages();

  private ColumnStore values;
  private int groupCount;

  StoredValueAccumulator(PhysicalKind kind, Kept kept) {
    this.kind = kind;
    this.kept = kept;
    this.values = ColumnStore.create(kind);
  }

  @Override
  public void ensure(int groups) {
    rows.ensure(groups);
    groupCount = Math.max(groupCount, groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    DecodedColumn column = arguments[0];
    if (kept == Kept.ONLY) {
      addOnly(groups, count, column);
      return;
    }
    // best position of this batch per touched group first, so that each group stores at most one
    // value a batch
    int[] positions = new int[count];
    int touchedCount = 0;
    int base = values.size();
    for (int i = 0; i < count; i++) {
      if (column.isNull(i)) {
        continue;
      }
      int row = (int) rows.get(groups[i]) - 1;
      if (row == NO_ROW || (row < base && better(values.compare(row, column, i)))) {
        rows.set(groups[i], base + touchedCount + 1L);
        positions[touchedCount++] = i;
      } else if (row >= base && better(column, positions[row - base], i)) {
        positions[row - base] = i;
      }
    }
    if (touchedCount > 0) {
      values.append(column, positions, touchedCount);
      compact();
    }
  }

  /** Whether a value is better than the present one, from the comparison present to value. */
  private boolean better(int presentToValue) {
    return kept == Kept.LARGEST ? presentToValue < 0 : presentToValue > 0;
  }

  private boolean better(DecodedColumn column, int present, int position) {
    return better(Values.compare(column, present, position));
  }

  private void addOnly(int[] groups, int count, DecodedColumn column) {
    int base = values.size();
    for (int i = 0; i < count; i++) {
      if (rows.get(groups[i]) != 0) {
        throw new NyalaException(
            ErrorCode.SCALAR_SUBQUERY_ROWS,
            "A scalar subquery returned more than one row; add LIMIT 1 or an aggregate.");
      }
      rows.set(groups[i], base + i + 1L);
    }
    values.append(column, null, count);
  }

  private void compact() {
    if (values.size() < 4096 || values.size() < 4 * groupCount) {
      return;
    }
    int[] live = new int[groupCount];
    int[] owners = new int[groupCount];
    int liveCount = 0;
    for (int group = 0; group < groupCount; group++) {
      int row = (int) rows.get(group) - 1;
      if (row >= 0) {
        live[liveCount] = row;
        owners[liveCount++] = group;
      }
    }
    ColumnStore compacted = ColumnStore.create(kind);
    compacted.append(DecodedColumn.of(values.gather(live, liveCount)), null, liveCount);
    for (int i = 0; i < liveCount; i++) {
      rows.set(owners[i], i + 1L);
    }
    values = compacted;
  }

  @Override
  public void merge(int[] groups, int count, DecodedColumn[] state) {
    add(groups, count, state);
  }

  @Override
  public Vector[] state(int from, int count) {
    return new Vector[] {result(from, count)};
  }

  @Override
  public Vector result(int from, int count) {
    int[] gathered = new int[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = (int) rows.get(from + i) - 1;
    }
    return values.gather(gathered, count);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return rows.growth(groups + count) + values.growthFor(arguments[0], count);
  }

  @Override
  public long bytes() {
    return rows.bytes() + values.bytes();
  }
}
