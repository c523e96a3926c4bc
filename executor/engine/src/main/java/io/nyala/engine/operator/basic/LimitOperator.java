package io.nyala.engine.operator.basic;

import io.nyala.engine.column.Selection;
import io.nyala.engine.operator.Operator;
import io.nyala.spi.vector.VectorBatch;
import org.jspecify.annotations.Nullable;

/** Skips rows, then passes a number of rows, then is finished whatever else would come. */
public final class LimitOperator implements Operator {
  private long toSkip;
  private long toPass;
  private boolean finishing;
  private @Nullable VectorBatch output;

  public LimitOperator(long offset, long count) {
    toSkip = offset;
    toPass = count;
  }

  @Override
  public boolean needsInput() {
    return !finishing && toPass > 0 && output == null;
  }

  @Override
  public void addInput(VectorBatch batch) {
    int from = (int) Math.min(toSkip, batch.size());
    toSkip -= from;
    int count = (int) Math.min(toPass, batch.size() - from);
    toPass -= count;
    if (count > 0) {
      output = Selection.range(batch, from, count);
    }
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    VectorBatch result = output;
    output = null;
    return result;
  }

  @Override
  public void finish() {
    finishing = true;
  }

  @Override
  public boolean isFinished() {
    return (finishing || toPass == 0) && output == null;
  }

  @Override
  public void close() {
    output = null;
    finishing = true;
    toPass = 0;
  }
}
