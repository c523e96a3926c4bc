package io.nyala.engine.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.operator.scan.AssignedSplit;
import io.nyala.engine.operator.scan.Locality;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.source.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SplitAssignerTest {
  private static final List<ExecutorNode> TWO =
      List.of(executor("dn1", "/rack1"), executor("dn3", "/rack2"));

  private static ExecutorNode executor(String host, String rack) {
    return new ExecutorNode(host, host, rack, new RpcAddress("localhost", 1, "p"));
  }

  private static Split split(int ordinal, String host, String rack) {
    return new Split(
        ordinal,
        "f" + ordinal,
        1,
        1 << 20,
        1,
        0,
        1 << 20,
        new StorageFormat(StorageFormat.Kind.ORC, "", "", "", Map.of()),
        List.of(host),
        List.of(rack),
        List.of(),
        OptionalInt.empty());
  }

  private static List<Locality> localities(List<AssignedSplit> splits) {
    return splits.stream().map(AssignedSplit::locality).toList();
  }

  @Test
  void prefersTheHostThenTheRack() {
    List<List<AssignedSplit>> assigned =
        new SplitAssigner(TWO)
            .assign(
                List.of(
                    split(0, "dn1", "/rack1"),
                    split(1, "dn3", "/rack2"),
                    split(2, "dn2", "/rack1"),
                    split(3, "dn4", "/rack2")));
    assertThat(localities(assigned.get(0))).containsExactly(Locality.NODE, Locality.RACK);
    assertThat(localities(assigned.get(1))).containsExactly(Locality.NODE, Locality.RACK);
    assertThat(assigned.get(0)).extracting(s -> s.split().ordinal()).containsExactly(0, 2);
  }

  @Test
  void aHotHostDoesNotGetEverything() {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      splits.add(split(i, "dn1", "/rack1"));
    }
    List<List<AssignedSplit>> assigned = new SplitAssigner(TWO).assign(splits);
    assertThat(assigned.get(0).size()).isBetween(10, 14);
    assertThat(localities(assigned.get(1))).containsOnly(Locality.OFF_SWITCH);
    assertThat(assigned.get(0).size() + assigned.get(1).size()).isEqualTo(20);
  }

  @Test
  void theSameInputGivesTheSameAssignment() {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      splits.add(split(i, "dn" + (i % 4 + 1), i % 4 < 2 ? "/rack1" : "/rack2"));
    }
    assertThat(new SplitAssigner(TWO).assign(splits))
        .isEqualTo(new SplitAssigner(TWO).assign(splits));
  }
}
