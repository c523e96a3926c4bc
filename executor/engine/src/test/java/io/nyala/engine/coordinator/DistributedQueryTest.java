package io.nyala.engine.coordinator;

import static io.nyala.engine.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.engine.operator.filter.CompiledExpressions;
import io.nyala.engine.operator.filter.ExpressionCompiler;
import io.nyala.engine.operator.filter.InterpretedExpressions;
import io.nyala.engine.profile.Counter;
import io.nyala.engine.testing.Contexts;
import io.nyala.engine.testing.Rows;
import io.nyala.engine.testing.TestCluster;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.plan.Distribution;
import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode.Aggregate;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.plan.PlanNode.ExchangeSource;
import io.nyala.spi.plan.PlanNode.Filter;
import io.nyala.spi.plan.PlanNode.Limit;
import io.nyala.spi.plan.PlanNode.Sort;
import io.nyala.spi.plan.PlanNode.TableScan;
import io.nyala.spi.plan.SortKey;
import io.nyala.spi.source.Split;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DistributedQueryTest {
  private static final List<DataType> TYPES = List.of(DataType.BIGINT, DataType.STRING);
  private static final long PLENTY = 256 << 20;

  private static List<List<@Nullable Object>> rows(int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row((long) i, i % 11 == 0 ? null : "g" + i % 7));
    }
    return rows;
  }

  private static AggregateCall call(String function, int argument) {
    return new AggregateCall(
        function,
        List.of(argument),
        List.of(DataType.BIGINT),
        false,
        OptionalInt.empty(),
        DataType.BIGINT);
  }

  /** SELECT c1, count(c0), sum(c0) FROM t WHERE c0 >= 100 GROUP BY c1 ORDER BY c1. */
  private static DistributedPlan aggregation(TestCluster cluster) {
    Filter filter =
        new Filter(
            2,
            cluster.tables().scan(1, "db.t"),
            new Call(
                ">=",
                DataType.BOOLEAN,
                List.of(
                    new ColumnReference(0, DataType.BIGINT), new Literal(DataType.BIGINT, 100L))));
    List<DataType> types = List.of(DataType.STRING, DataType.BIGINT, DataType.BIGINT);
    Aggregate partial =
        new Aggregate(
            3,
            filter,
            AggregateStep.PARTIAL,
            List.of(1),
            List.of(call("count", 0), call("sum", 0)),
            types);
    Aggregate last =
        new Aggregate(
            5,
            new ExchangeSource(4, List.of(0), types, List.of()),
            AggregateStep.FINAL,
            List.of(0),
            List.of(call("count", 1), call("sum", 2)),
            types);
    List<SortKey> order = List.of(new SortKey(0, true, true));
    return new DistributedPlan(
        Contexts.CONSTANTS,
        List.of(
            new PlanFragment(
                0,
                partial,
                Distribution.SOURCE,
                new OutputRouting(
                    OutputRouting.Kind.HASH, List.of(0), List.of(DataType.STRING), 0)),
            new PlanFragment(1, new Sort(6, last, order), Distribution.HASH, OutputRouting.GATHER),
            new PlanFragment(
                2,
                new ExchangeSource(7, List.of(1), types, order),
                Distribution.SINGLE,
                OutputRouting.GATHER)));
  }

  private static Map<Integer, List<Split>> splits(TestCluster cluster) {
    return Map.of(1, cluster.tables().splits("db.t"));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4096", "2,7", "2,4096", "3,100"})
  void aggregatesAndSortsOverExecutors(int executors, int batchRows) throws Exception {
    try (TestCluster cluster = new TestCluster(executors, batchRows, PLENTY, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(5000), 8);
      List<List<@Nullable Object>> result =
          Rows.of(
              List.of(DataType.STRING, DataType.BIGINT, DataType.BIGINT),
              cluster.run(aggregation(cluster), splits(cluster)));
      List<List<@Nullable Object>> expected = new ArrayList<>();
      for (int g = -1; g < 7; g++) {
        long count = 0;
        long sum = 0;
        for (List<@Nullable Object> row : rows(5000)) {
          Long value = (Long) row.get(0);
          String key = g < 0 ? null : "g" + g;
          if (value != null && value >= 100 && Objects.equals(row.get(1), key)) {
            count++;
            sum += value;
          }
        }
        expected.add(row(g < 0 ? null : "g" + g, count, sum));
      }
      assertThat(result).isEqualTo(expected);
      assertThat(cluster.reservedBytes()).isZero();
      assertThat(cluster.openQueries()).isZero();
      assertThat(cluster.tables().openSources()).isZero();
    }
  }

  @Test
  void compiledExpressionsGiveTheSameRows() throws Exception {
    List<List<List<@Nullable Object>>> results = new ArrayList<>();
    for (ExpressionCompiler expressions :
        List.of(new InterpretedExpressions(), new CompiledExpressions())) {
      try (TestCluster cluster =
          new TestCluster(
              2, 512, PLENTY, FaultPoints.NONE, expressions, TestCluster.refusingSinks())) {
        cluster.tables().put("db.t", TYPES, rows(5000), 8);
        results.add(
            Rows.of(
                List.of(DataType.STRING, DataType.BIGINT, DataType.BIGINT),
                cluster.run(aggregation(cluster), splits(cluster))));
      }
    }
    assertThat(results.get(1)).isEqualTo(results.get(0)).hasSize(8);
  }

  @Test
  void profileAndProgressTellWhatWasRead() throws Exception {
    try (TestCluster cluster = new TestCluster(2, 64, PLENTY, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(3000), 8);
      QueryExecution execution = cluster.start(aggregation(cluster), splits(cluster));
      TestCluster.drain(execution);
      execution.done().get(60, TimeUnit.SECONDS);
      assertThat(execution.state()).isEqualTo(QueryState.FINISHED);
      assertThat(execution.profile().total(Counter.SPLITS_NODE_LOCAL)).isEqualTo(8);
      assertThat(execution.profile().total(Counter.PHYSICAL_BYTES)).isEqualTo(800);
      assertThat(execution.profile().render()).contains("TableScan db.t", "node-local splits 8");
      assertThat(execution.progress().get(0)).isEqualTo(new FragmentProgress(0, 2, 2, 8, 8));
    }
  }

  @Test
  void limitEndsAnEndlessScan() throws Exception {
    try (TestCluster cluster = new TestCluster(2, 64, PLENTY, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(1000), 4);
      cluster.tables().endless();
      DistributedPlan plan =
          new DistributedPlan(
              Contexts.CONSTANTS,
              List.of(
                  new PlanFragment(
                      0,
                      new Limit(2, cluster.tables().scan(1, "db.t"), 0, 10),
                      Distribution.SOURCE,
                      OutputRouting.GATHER),
                  new PlanFragment(
                      1,
                      new Limit(4, new ExchangeSource(3, List.of(0), TYPES, List.of()), 0, 10),
                      Distribution.SINGLE,
                      OutputRouting.GATHER)));
      assertThat(Rows.of(TYPES, cluster.run(plan, splits(cluster)))).hasSize(10);
      assertThat(cluster.reservedBytes()).isZero();
      assertThat(cluster.tables().openSources()).isZero();
    }
  }

  @Test
  void cancelFreesEverything() throws Exception {
    try (TestCluster cluster = new TestCluster(2, 64, PLENTY, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(1000), 4);
      cluster.tables().endless();
      QueryExecution execution = cluster.start(aggregation(cluster), splits(cluster));
      assertThat(cluster.tables().awaitReading()).isTrue();
      long start = System.nanoTime();
      execution.cancel(new NyalaException(ErrorCode.CANCELED, "Ctrl-C"));
      execution.done().get(60, TimeUnit.SECONDS);
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
      assertThatThrownBy(() -> execution.results().poll()).hasMessage("Ctrl-C");
      assertThat(cluster.reservedBytes()).isZero();
      assertThat(cluster.openQueries()).isZero();
      assertThat(cluster.tables().openSources()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLostExecutorIsNamed(boolean connection) throws Exception {
    try (TestCluster cluster = new TestCluster(2, 64, PLENTY, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(1000), 4);
      cluster.tables().endless();
      QueryExecution execution = cluster.start(aggregation(cluster), splits(cluster));
      assertThat(cluster.tables().awaitReading()).isTrue();
      cluster.kill(1, connection);
      execution.done().get(60, TimeUnit.SECONDS);
      assertThatThrownBy(() -> execution.results().poll())
          .isInstanceOfSatisfying(
              NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXECUTOR_LOST))
          .hasMessageContaining("host1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"task.start", "task.batch", "task.exchange"})
  void aFailureAnywhereEndsTheQueryEverywhere(String point) throws Exception {
    FaultPoints faults =
        name -> {
          if (name.equals(point)) {
            throw new NyalaException(ErrorCode.STORAGE_ERROR, "injected at " + name);
          }
        };
    try (TestCluster cluster = new TestCluster(2, 64, PLENTY, faults)) {
      cluster.tables().put("db.t", TYPES, rows(1000), 4);
      assertThatThrownBy(() -> cluster.run(aggregation(cluster), splits(cluster)))
          .hasMessage("injected at " + point);
      assertThat(cluster.reservedBytes()).isZero();
      assertThat(cluster.openQueries()).isZero();
      assertThat(cluster.tables().openSources()).isZero();
    }
  }

  @Test
  void memoryLimitNamesOperatorAndLimit() throws Exception {
    try (TestCluster cluster = new TestCluster(2, 4096, 400_000, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(60_000), 4);
      DistributedPlan plan =
          new DistributedPlan(
              Contexts.CONSTANTS,
              List.of(
                  new PlanFragment(
                      0,
                      new Sort(
                          2, cluster.tables().scan(1, "db.t"), List.of(new SortKey(0, true, true))),
                      Distribution.SOURCE,
                      OutputRouting.GATHER)));
      assertThatThrownBy(() -> cluster.run(plan, splits(cluster)))
          .isInstanceOfSatisfying(
              NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT))
          .hasMessageContaining("400000");
      assertThat(cluster.reservedBytes()).isZero();
    }
  }

  @Test
  void aScanWithoutAValidDecisionIsRefused() throws Exception {
    try (TestCluster cluster = new TestCluster(1, 64, PLENTY, FaultPoints.NONE)) {
      cluster.tables().put("db.t", TYPES, rows(10), 1);
      var scan = cluster.tables().scan(1, "db.t");
      var forged = new TableScan(1, "db.t", scan.scan(), scan.decision().withMac("forged"));
      DistributedPlan plan =
          new DistributedPlan(
              Contexts.CONSTANTS,
              List.of(new PlanFragment(0, forged, Distribution.SOURCE, OutputRouting.GATHER)));
      assertThatThrownBy(() -> cluster.run(plan, splits(cluster)))
          .isInstanceOfSatisfying(
              NyalaException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DECISION));
      assertThat(cluster.reservedBytes()).isZero();
    }
  }
}
