package io.nyala.engine.operator.scan;

import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.engine.profile.Counter;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.BatchSourceFactory;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.SourceStatistics;
import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads split after split from a shared queue. The scan was authorized when its factory was made.
 */
public final class TableScanOperator implements Operator {
  private final OperatorContext context;
  private final ScanSpec scan;
  private final SplitQueue splits;
  private final BatchSourceFactory sources;
  private final SourceContext sourceContext;

  private @Nullable BatchSource source;
  private boolean finished;

  public TableScanOperator(
      OperatorContext context, ScanSpec scan, SplitQueue splits, BatchSourceFactory sources) {
    this.context = context;
    this.scan = scan;
    this.splits = splits;
    this.sources = sources;
    this.sourceContext =
        new SourceContext(
            context.constants(),
            context.batchRows(),
            context.memory(),
            context.cancellation(),
            context.faults());
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
    while (!finished) {
      BatchSource current = source;
      if (current == null) {
        AssignedSplit next = splits.next();
        if (next == null) {
          finished = true;
          return null;
        }
        context.statistics().add(counter(next.locality()), 1);
        source = sources.open(scan, next.split(), sourceContext);
        continue;
      }
      VectorBatch batch = current.poll();
      if (batch != null) {
        return batch;
      }
      if (!current.isFinished()) {
        return null;
      }
      closeSource();
      splits.finished();
    }
    return null;
  }

  private static Counter counter(Locality locality) {
    return switch (locality) {
      case NODE -> Counter.SPLITS_NODE_LOCAL;
      case RACK -> Counter.SPLITS_RACK_LOCAL;
      case OFF_SWITCH -> Counter.SPLITS_OFF_SWITCH;
    };
  }

  private void closeSource() {
    BatchSource current = source;
    if (current != null) {
      source = null;
      SourceStatistics statistics = current.statistics();
      context.statistics().add(Counter.PHYSICAL_BYTES, statistics.physicalBytes());
      context.statistics().add(Counter.ROW_GROUPS, statistics.rowGroups());
      context.statistics().add(Counter.ROW_GROUPS_SKIPPED, statistics.rowGroupsSkipped());
      context.statistics().add(Counter.READ_NANOS, statistics.readNanos());
      current.close();
    }
  }

  @Override
  public CompletableFuture<Void> blocked() {
    BatchSource current = source;
    return current == null || current.isFinished() ? NOT_BLOCKED : current.blocked();
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public void close() {
    finished = true;
    closeSource();
  }
}
