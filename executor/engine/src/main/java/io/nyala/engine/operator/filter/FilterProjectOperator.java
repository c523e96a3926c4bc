package io.nyala.engine.operator.filter;

import io.nyala.engine.operator.Operator;
import io.nyala.spi.vector.VectorBatch;
import org.jspecify.annotations.Nullable;

/** Runs a {@link PageProcessor}. */
public final class FilterProjectOperator implements Operator {
  private final PageProcessor processor;
  private @Nullable VectorBatch output;
  private boolean finishing;

  public FilterProjectOperator(PageProcessor processor) {
    this.processor = processor;
  }

  @Override
  public boolean needsInput() {
    return !finishing && output == null;
  }

  @Override
  public void addInput(VectorBatch batch) {
    VectorBatch result = processor.process(batch);
    if (result.size() > 0) {
      output = result;
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
    return finishing && output == null;
  }

  @Override
  public void close() {
    finishing = true;
    output = null;
  }
}
