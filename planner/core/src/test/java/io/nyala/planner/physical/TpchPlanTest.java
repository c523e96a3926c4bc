package io.nyala.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.analyzer.OutputColumn;
import io.nyala.planner.explain.PlanPrinter;
import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import io.nyala.planner.testing.TestCatalog;
import io.nyala.planner.testing.TpchStatistics;
import io.nyala.spi.plan.JoinKind;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All 22 queries of TPC-H, from text to plan, with statistics of scale factor 1. The plans are
 * pinned in {@code tpch-plans}; {@code -Dplans.rewrite=true} rewrites them for review.
 */
class TpchPlanTest {
  private static final Path PLANS = Path.of("src/test/resources/tpch-plans");

  private final TestCatalog catalog = TpchStatistics.addTo(PlannerFixture.tpch());
  private final PlannerFixture fixture = new PlannerFixture(catalog, new TestAccessControl());

  static Stream<Integer> queries() {
    return Stream.iterate(1, i -> i + 1).limit(22);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void plansAsPinned(int number) {
    PlannedQuery planned = plan(PlannerFixture.tpchQuery(number), Set.of());
    assertThat(planned.plan().root().root().outputTypes()).doesNotContain(DataType.VOID);
    String text =
        planned.logicalText() + "\n" + PlanPrinter.print(planned, PlanPrinter.Level.FRAGMENTS);
    Path file = PLANS.resolve("q%02d.txt".formatted(number));
    assertThat(text).isEqualTo(pinned(file, text));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void plansWithoutOptionalPhases(int number) {
    PlannedQuery optimized = plan(PlannerFixture.tpchQuery(number), Set.of());
    PlannedQuery plain = plan(PlannerFixture.tpchQuery(number), Set.of("all"));
    assertThat(plain.columns()).isEqualTo(optimized.columns());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void neverCopiesABuildSideWhoseRowsShow(int number) {
    PlannedQuery planned = plan(PlannerFixture.tpchQuery(number), Set.of());
    for (PlanFragment fragment : planned.plan().fragments()) {
      check(planned, fragment.root());
    }
  }

  private static void check(PlannedQuery planned, PlanNode node) {
    if (node instanceof PlanNode.Join join
        && (join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL)
        && join.right() instanceof PlanNode.ExchangeSource source) {
      for (int producer : source.fragments()) {
        assertThat(planned.plan().fragments().get(producer).output().kind().name())
            .isNotEqualTo("BROADCAST");
      }
    }
    node.inputs().forEach(input -> check(planned, input));
  }

  @Test
  void takesMillisecondsPerQuery() {
    for (int number = 1; number <= 22; number++) {
      plan(PlannerFixture.tpchQuery(number), Set.of());
    }
    long start = System.nanoTime();
    for (int number = 1; number <= 22; number++) {
      plan(PlannerFixture.tpchQuery(number), Set.of());
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println("22 queries planned in " + millis + " ms");
    assertThat(millis).isLessThan(20_000);
  }

  private PlannedQuery plan(String text, Set<String> disabled) {
    Analysis analysis = fixture.analyze(text);
    PlanningContext context =
        new PlanningContext(
            catalog,
            fixture.context(TestAccessControl.ADMIN).constants(),
            OptimizerSettings.forExecutors(2).withDisabledPhases(disabled));
    List<String> labels = analysis.output().stream().map(OutputColumn::label).toList();
    return PhysicalPlanner.plan(analysis.root(), labels, context);
  }

  private static String pinned(Path file, String actual) {
    try {
      if (Boolean.getBoolean("plans.rewrite")) {
        Files.createDirectories(PLANS);
        Files.writeString(file, actual);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
