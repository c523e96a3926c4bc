package io.nyala.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.planner.testing.MemoryCatalog;
import io.nyala.planner.testing.SqlTrees;
import io.nyala.planner.testing.TpchCatalog;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.session.QueryConstants;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All 22 queries of TPC-H become distributed plans. */
class TpchPlanTest {
  private final MemoryCatalog catalog = TpchCatalog.create();

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void plans(int number) throws IOException {
    RelNode tree = new SqlTrees(catalog, "tpch").parse(query(number));
    long start = System.nanoTime();
    PlannedQuery planned = PhysicalPlanner.plan(tree, tree.getRowType().getFieldNames(), context());
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(planned.plan().fragments()).isNotEmpty();
    for (PlanFragment fragment : planned.plan().fragments()) {
      assertThat(fragment.root().outputTypes()).isNotEmpty();
    }
    assertThat(millis).isLessThan(10_000);
  }

  private PlanningContext context() {
    return new PlanningContext(
        catalog,
        new QueryConstants("query", Instant.EPOCH, ZoneOffset.UTC, "alice", Set.of(), 1),
        OptimizerSettings.forExecutors(2));
  }

  private static String query(int number) throws IOException {
    try (InputStream in =
        TpchPlanTest.class.getResourceAsStream("/tpch/q%02d.sql".formatted(number))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^--.*$", "")
          .replaceAll(
              "extract\\(year from ([a-z_]+)\\)",
              "cast(substring(cast($1 as varchar) from 1 for 4) as integer)")
          .replace("as value", "as total")
          .replace("by value", "by total")
          .strip();
    }
  }
}
