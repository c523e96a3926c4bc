package io.nyala.planner.physical;

import static java.util.Objects.requireNonNull;

import io.nyala.semantics.EvaluationContext;
import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.session.QueryConstants;

/** What planning one query needs beside the query. One thread. */
public record PlanningContext(
    CatalogSnapshot catalog, QueryConstants constants, OptimizerSettings settings) {
  public PlanningContext {
    requireNonNull(catalog);
    requireNonNull(constants);
    requireNonNull(settings);
  }

  public EvaluationContext evaluation() {
    return new EvaluationContext(
        constants.startTime(), constants.zone(), constants.user(), constants.seed());
  }
}
