package io.nyala.planner.physical;

import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses the buckets in which rows that fulfil equalities on the bucket columns can be. */
final class BucketPruning {
  /** Empty if nothing is excluded. */
  Optional<Set<Integer>> prune(
      TableSnapshot table,
      List<PartitionSnapshot> partitions,
      List<Expression> conjuncts,
      List<String> columns) {
    return Optional.empty();
  }
}
