package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.NodeDetail;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.SortKey;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Routes rows to writers. A bucket has one writer; rows of one dynamic partition go to one writer,
 * so that partitions do not fall into as many files as there are tasks; else each task writes what
 * it has.
 */
final class WritePlanner {
  private final FragmentBuilder fragments;

  WritePlanner(FragmentBuilder fragments) {
    this.fragments = fragments;
  }

  PhysicalRel plan(PhysicalRel input, WriteSpec write) {
    List<String> names = new ArrayList<>(write.columns().stream().map(Column::name).toList());
    write.dynamicPartitionColumns().forEach(column -> names.add(column.name()));
    checkTypes(input, write, names);
    PhysicalRel routed = route(input, write, names);
    PlanNode node = new PlanNode.TableWrite(fragments.nextId(), routed.node(), write);
    fragments.describe(node, new NodeDetail(List.of("file"), input.estimate().rows(), List.of()));
    return routed.with(node, input.estimate());
  }

  private static void checkTypes(PhysicalRel input, WriteSpec write, List<String> names) {
    List<DataType> expected = new ArrayList<>(write.columns().stream().map(Column::type).toList());
    write.dynamicPartitionColumns().forEach(column -> expected.add(column.type()));
    if (!expected.equals(input.types())) {
      throw new NyalaException(
          ErrorCode.INTERNAL_ERROR,
          "rows for "
              + write.table()
              + " "
              + names
              + " have types "
              + input.types()
              + " instead of "
              + expected);
    }
  }

  private PhysicalRel route(PhysicalRel input, WriteSpec write, List<String> names) {
    if (write.buckets().isPresent()) {
      BucketSpec buckets = write.buckets().get();
      List<Integer> columns = buckets.columns().stream().map(names::indexOf).toList();
      PhysicalRel routed =
          input.isSingle() ? input : fragments.bucket(input, columns, buckets.count());
      return buckets.sortColumns().isEmpty() ? routed : sorted(routed, buckets, names);
    }
    if (!write.dynamicPartitionColumns().isEmpty() && !input.isSingle()) {
      List<Integer> keys = new ArrayList<>();
      for (int i = write.columns().size(); i < names.size(); i++) {
        keys.add(i);
      }
      return fragments.hash(input, keys);
    }
    return input;
  }

  /** A writer keeps the order of its rows within each file. */
  private PhysicalRel sorted(PhysicalRel input, BucketSpec buckets, List<String> names) {
    List<SortKey> keys =
        buckets.sortColumns().stream()
            .map(column -> new SortKey(names.indexOf(column), true, true))
            .toList();
    PlanNode node = new PlanNode.Sort(fragments.nextId(), input.node(), keys);
    fragments.describe(node, new NodeDetail(names, input.estimate().rows(), List.of()));
    return input.with(node, input.estimate());
  }
}
