package io.nyala.engine.pipeline;

import io.nyala.engine.operator.Operator;
import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The start of a pipeline that takes up another pipeline's rows. */
public final class LocalExchangeSource implements Operator {
  private final LocalExchange exchange;
  private final int source;
  private boolean closed;

  public LocalExchangeSource(LocalExchange exchange, int source) {
    this.exchange = exchange;
    this.source = source;
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
    return closed ? null : exchange.poll(source);
  }

  @Override
  public CompletableFuture<Void> blocked() {
    return closed ? NOT_BLOCKED : exchange.news(source);
  }

  @Override
  public void finish() {
    close();
  }

  @Override
  public boolean isFinished() {
    return closed || exchange.isFinished(source);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      exchange.sourceClosed(source);
    }
  }
}
