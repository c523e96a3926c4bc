package io.nyala.engine.operator.basic;

import io.nyala.engine.operator.Operator;
import io.nyala.spi.vector.VectorBatch;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emits given batches; the source for literal rows. */
public final class ValuesOperator implements Operator {
  private Iterator<VectorBatch> batches;

  public ValuesOperator(List<VectorBatch> batches) {
    this.batches = batches.iterator();
  }

  @Override
  public boolean needsInput() {
    return false;
  }

  @Override
  public void addInput(VectorBatch batch) {
    throw new IllegalStateException("a source takes no input");
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    return batches.hasNext() ? batches.next() : null;
  }

  @Override
  public void finish() {
    batches = List.<VectorBatch>of().iterator();
  }

  @Override
  public boolean isFinished() {
    return !batches.hasNext();
  }

  @Override
  public void close() {
    finish();
  }
}
