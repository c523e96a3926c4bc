package io.nyala.engine.operator.exchange;

import io.nyala.engine.exchange.ExchangeClient;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rows that other tasks sent, in the order of arrival. */
public final class ExchangeSourceOperator implements Operator {
  /** Named point passed for every batch that arrives. */
  public static final String EXCHANGE_FAULT = "task.exchange";

  private final OperatorContext context;
  private final ExchangeClient client;
  private final AtomicInteger openDrivers;
  private boolean closed;

  /**
   * @param openDrivers number of drivers that share the client; the last one closes it
   */
  public ExchangeSourceOperator(
      OperatorContext context, ExchangeClient client, AtomicInteger openDrivers) {
    this.context = context;
    this.client = client;
    this.openDrivers = openDrivers;
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
    if (closed) {
      return null;
    }
    VectorBatch batch = client.poll();
    if (batch != null) {
      context.faults().reach(EXCHANGE_FAULT);
    }
    return batch;
  }

  @Override
  public CompletableFuture<Void> blocked() {
    return closed ? NOT_BLOCKED : client.news();
  }

  @Override
  public void finish() {
    close();
  }

  @Override
  public boolean isFinished() {
    return closed || client.isFinished();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (openDrivers.decrementAndGet() == 0) {
        client.close();
      }
    }
  }
}
