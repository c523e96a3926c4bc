package io.nyala.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.engine.operator.basic.ValuesOperator;
import io.nyala.engine.pipeline.Driver;
import io.nyala.engine.pipeline.DriverOperator;
import io.nyala.engine.profile.OperatorStatistics;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator over rows and compares what comes out: with several batch sizes, in every
 * encoding, and cut off in the middle, after which no memory may be held.
 */
public final class OperatorAssert {
  private final Function<OperatorContext, Operator> factory;
  private final List<DataType> inputTypes;
  private final List<List<@Nullable Object>> input;

  private OperatorAssert(
      Function<OperatorContext, Operator> factory,
      List<DataType> inputTypes,
      List<List<@Nullable Object>> input) {
    this.factory = factory;
    this.inputTypes = inputTypes;
    this.input = input;
  }

  public static OperatorAssert assertOperator(
      Function<OperatorContext, Operator> factory,
      List<DataType> inputTypes,
      List<List<@Nullable Object>> input) {
    return new OperatorAssert(factory, inputTypes, input);
  }

  /** The rows in this order. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final void returnsInOrder(List<DataType> types, List<@Nullable Object>... expected) {
    for (int batchRows : new int[] {1, 2, 7, 4096}) {
      for (Encodings encoding : Encodings.values()) {
        assertThat(Rows.of(types, run(batchRows, encoding)))
            .as("batches of %s, %s", batchRows, encoding)
            .isEqualTo(Arrays.asList(expected));
      }
    }
    cancelledFreesMemory();
  }

  /** The rows in any order. */
  public void returns(List<DataType> types, List<List<@Nullable Object>> expected) {
    for (int batchRows : new int[] {1, 2, 7, 4096}) {
      for (Encodings encoding : Encodings.values()) {
        assertThat(Rows.of(types, run(batchRows, encoding)))
            .as("batches of %s, %s", batchRows, encoding)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
    cancelledFreesMemory();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final void returns(List<DataType> types, List<@Nullable Object>... expected) {
    returns(types, Arrays.asList(expected));
  }

  public List<VectorBatch> run(int batchRows, Encodings encoding) {
    MemoryPool memory = MemoryPool.root("test", 1L << 30);
    CollectOperator collected = new CollectOperator();
    try (Driver driver = driver(memory, new CancellationToken(), batchRows, encoding, collected)) {
      while (!driver.isFinished()) {
        assertThat(driver.process(1_000_000)).isDone();
      }
    }
    assertThat(memory.reservedBytes()).isZero();
    return collected.batches();
  }

  private Driver driver(
      MemoryPool memory,
      CancellationToken cancellation,
      int batchRows,
      Encodings encoding,
      Operator sink) {
    List<VectorBatch> batches =
        Rows.batches(inputTypes, input, batchRows).stream().map(encoding).toList();
    List<DriverOperator> operators = new ArrayList<>();
    List<Function<OperatorContext, Operator>> factories =
        List.of(context -> new ValuesOperator(batches), factory, context -> sink);
    for (int i = 0; i < factories.size(); i++) {
      OperatorContext context = Contexts.context(memory, cancellation, batchRows);
      operators.add(
          new DriverOperator(
              factories.get(i).apply(context),
              (MemoryPool) context.memory(),
              new OperatorStatistics(i, "test")));
    }
    return new Driver(operators, cancellation, FaultPoints.NONE);
  }

  private void cancelledFreesMemory() {
    if (input.size() < 3) {
      return;
    }
    MemoryPool memory = MemoryPool.root("test", 1L << 30);
    CancellationToken cancellation = new CancellationToken();
    CollectOperator collected = new CollectOperator();
    try (Driver driver = driver(memory, cancellation, 1, Encodings.FLAT, collected)) {
      assertThat(driver.process(1)).isDone();
      cancellation.cancel(new NyalaException(ErrorCode.CANCELED, "stop"));
      if (!driver.isFinished()) {
        assertThatThrownBy(() -> driver.process(1)).hasMessage("stop");
      }
    }
    assertThat(memory.reservedBytes()).isZero();
  }

  /** Keeps what comes. */
  static final class CollectOperator implements Operator {
    private final List<VectorBatch> batches = new ArrayList<>();
    private boolean finished;

    List<VectorBatch> batches() {
      return batches;
    }

    @Override
    public boolean needsInput() {
      return !finished;
    }

    @Override
    public void addInput(VectorBatch batch) {
      batches.add(Objects.requireNonNull(batch));
    }

    @Override
    public @Nullable VectorBatch getOutput() {
      return null;
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
    }
  }
}
