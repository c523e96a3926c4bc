package io.nyala.planner.fragment;

import java.util.List;

/**
 * What EXPLAIN and the profile say of a node beyond the node itself.
 *
 * @param columns names of the output columns
 * @param rows estimated rows
 * @param notes what was chosen or pruned, for example {@code partitions 1/3}
 */
public record NodeDetail(List<String> columns, double rows, List<String> notes) {
  public NodeDetail {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }
}
