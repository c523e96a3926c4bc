package io.nyala.planner.fragment;

import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.SortKey;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers nodes and cuts fragments. A fragment is unfinished while its top {@link PhysicalRel} is
 * still built upon; an exchange finishes it. Producers are finished before their consumers.
 */
public final class FragmentBuilder {
  private final List<PlanFragment> fragments = new ArrayList<>();
  private final Map<Integer, NodeDetail> details = new HashMap<>();
  private final Map<Integer, SealedScan> seals = new HashMap<>();
  private final Set<Integer> hiddenFragments = new HashSet<>();
  private int nextNode;
  private int sealDepth;

  /**
   * The top node of what a policy put around a scan. EXPLAIN shows this instead of the nodes below.
   */
  public record SealedScan(String table, boolean rowFilter, List<String> maskedColumns) {
    public SealedScan {
      maskedColumns = List.copyOf(maskedColumns);
    }
  }

  public int nextId() {
    return nextNode++;
  }

  /** Adds what is to be said of a node. */
  public void describe(PlanNode node, NodeDetail detail) {
    details.put(node.id(), detail);
  }

  /** From here to {@link #unseal} all finished fragments serve a policy only. */
  public void seal() {
    sealDepth++;
  }

  /** Ends the innermost seal; the node is what the user may know of. */
  public void unseal(PlanNode top, SealedScan scan) {
    sealDepth--;
    if (sealDepth == 0) {
      seals.put(top.id(), scan);
    }
  }

  /** All rows to one task. */
  public PhysicalRel gather(PhysicalRel input, List<SortKey> mergeKeys) {
    if (input.isSingle()) {
      return input;
    }
    int fragment = finish(input, OutputRouting.GATHER);
    return source(input, List.of(fragment), mergeKeys, Placement.SINGLE);
  }

  /** Rows that are equal in the columns to the same task. */
  public PhysicalRel hash(PhysicalRel input, List<Integer> columns) {
    int fragment =
        finish(
            input, new OutputRouting(OutputRouting.Kind.HASH, columns, types(input, columns), 0));
    return source(input, List.of(fragment), List.of(), new Placement.Hashed(columns));
  }

  /** A copy of all rows to every task of the fragment whose placement is given. */
  public PhysicalRel broadcast(PhysicalRel input, Placement consumer) {
    int fragment =
        finish(input, new OutputRouting(OutputRouting.Kind.BROADCAST, List.of(), List.of(), 0));
    return source(input, List.of(fragment), List.of(), consumer);
  }

  /** Rows of one bucket to the same task. */
  public PhysicalRel bucket(PhysicalRel input, List<Integer> columns, int buckets) {
    int fragment =
        finish(
            input,
            new OutputRouting(OutputRouting.Kind.BUCKET, columns, types(input, columns), buckets));
    return source(input, List.of(fragment), List.of(), new Placement.Hashed(List.of()));
  }

  /** The rows of several rels, spread over all executors. */
  public PhysicalRel spread(List<PhysicalRel> inputs, io.nyala.planner.stats.RelEstimate estimate) {
    List<Integer> ids = new ArrayList<>();
    for (PhysicalRel input : inputs) {
      ids.add(
          finish(
              input, new OutputRouting(OutputRouting.Kind.ROUND_ROBIN, List.of(), List.of(), 0)));
    }
    PhysicalRel first = inputs.get(0);
    return source(
        new PhysicalRel(first.node(), first.placement(), estimate),
        ids,
        List.of(),
        new Placement.Hashed(List.of()));
  }

  /** Finishes the root fragment. */
  public void finishRoot(PhysicalRel root) {
    finish(root, OutputRouting.GATHER);
  }

  public List<PlanFragment> fragments() {
    return List.copyOf(fragments);
  }

  public Map<Integer, NodeDetail> details() {
    return Map.copyOf(details);
  }

  public Map<Integer, SealedScan> seals() {
    return Map.copyOf(seals);
  }

  public Set<Integer> hiddenFragments() {
    return Set.copyOf(hiddenFragments);
  }

  private int finish(PhysicalRel top, OutputRouting routing) {
    int id = fragments.size();
    fragments.add(new PlanFragment(id, top.node(), top.placement().distribution(), routing));
    if (sealDepth > 0) {
      hiddenFragments.add(id);
    }
    return id;
  }

  private PhysicalRel source(
      PhysicalRel input, List<Integer> producers, List<SortKey> mergeKeys, Placement placement) {
    PlanNode node = new PlanNode.ExchangeSource(nextId(), producers, input.types(), mergeKeys);
    NodeDetail below = details.get(input.node().id());
    if (below != null) {
      describe(node, new NodeDetail(below.columns(), input.estimate().rows(), List.of()));
    }
    return new PhysicalRel(node, placement, input.estimate());
  }

  private static List<DataType> types(PhysicalRel input, List<Integer> columns) {
    return columns.stream().map(input.types()::get).toList();
  }
}
