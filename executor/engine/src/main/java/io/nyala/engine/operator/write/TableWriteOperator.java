package io.nyala.engine.operator.write;

import io.nyala.engine.column.Selection;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.WrittenFileCodec;
import io.nyala.spi.source.BatchSink;
import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Gives rows to a sink; when all are durable, emits one encoded {@link WrittenFile} a row. */
public final class TableWriteOperator implements Operator {
  /** Named point passed for every batch that is written. */
  public static final String WRITE_FAULT = "task.write";

  private final OperatorContext context;
  private final BatchSink sink;

  private CompletableFuture<Void> append = NOT_BLOCKED;
  private CompletableFuture<Void> appended = NOT_BLOCKED;
  private @Nullable CompletableFuture<List<WrittenFile>> files;
  private CompletableFuture<Void> filesReady = NOT_BLOCKED;
  private long kept;
  private boolean done;

  public TableWriteOperator(OperatorContext context, BatchSink sink) {
    this.context = context;
    this.sink = sink;
  }

  @Override
  public boolean needsInput() {
    return files == null && !done && append.isDone();
  }

  @Override
  public void addInput(VectorBatch batch) {
    require(append);
    context.faults().reach(WRITE_FAULT);
    VectorBatch loaded = Selection.loaded(batch);
    context.memory().release(kept);
    kept = 0;
    long bytes = loaded.retainedBytes();
    context.memory().reserve(bytes);
    kept = bytes;
    append = sink.append(loaded);
    appended = append.handle((nothing, failure) -> null);
  }

  @Override
  public void finish() {
    if (files == null && !done) {
      CompletableFuture<List<WrittenFile>> result = append.thenCompose(nothing -> sink.finish());
      files = result;
      filesReady = result.handle((written, failure) -> null);
    }
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    CompletableFuture<List<WrittenFile>> result = files;
    if (result == null || !result.isDone() || done) {
      return null;
    }
    List<WrittenFile> written = require(result);
    done = true;
    return written.isEmpty() ? null : encode(written);
  }

  private static VectorBatch encode(List<WrittenFile> written) {
    byte[][] values = new byte[written.size()][];
    int total = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = WrittenFileCodec.encode(written.get(i));
      total += values[i].length;
    }
    byte[] data = new byte[total];
    int[] starts = new int[values.length];
    int[] lengths = new int[values.length];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(values[i], 0, data, at, values[i].length);
      starts[i] = at;
      lengths[i] = values[i].length;
      at += lengths[i];
    }
    return new VectorBatch(
        values.length, new BytesVector(values.length, null, data, starts, lengths));
  }

  private static <T> T require(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof NyalaException failure) {
        throw new NyalaException(failure.code(), String.valueOf(failure.getMessage()), failure);
      }
      throw new NyalaException(ErrorCode.INTERNAL_ERROR, "Writing a table failed", e);
    }
  }

  @Override
  public CompletableFuture<Void> blocked() {
    if (done) {
      return NOT_BLOCKED;
    }
    return files == null ? appended : filesReady;
  }

  @Override
  public boolean isFinished() {
    return done;
  }

  @Override
  public void close() {
    if (!done) {
      done = true;
      sink.abort();
    }
  }
}
