package io.nyala.planner.analyzer;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * A query as a relation: its tree, and its columns as those outside may name them. Qualifiers are
 * those that labels show ({@code t.a} of {@code SELECT *}), empty for expressions.
 */
record AnalyzedQuery(RelNode rel, List<Field> fields) {
  AnalyzedQuery {
    fields = List.copyOf(fields);
  }
}
