package io.nyala.engine.task;

import io.nyala.engine.exchange.ExchangeLocation;
import io.nyala.engine.exchange.TaskId;
import io.nyala.engine.operator.scan.AssignedSplit;
import io.nyala.engine.operator.scan.Locality;
import io.nyala.spi.plan.PlanCodec;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an executor needs to run a task.
 *
 * @param splits by plan node id of the scan
 * @param producers tasks of the fragments that this one reads, by fragment id
 * @param outputPartitions number of consumers
 */
public record TaskSpec(
    TaskId id,
    PlanFragment fragment,
    Map<Integer, List<AssignedSplit>> splits,
    Map<Integer, List<ExchangeLocation>> producers,
    int outputPartitions) {
  public TaskSpec {
    splits = Map.copyOf(splits);
    producers = Map.copyOf(producers);
  }

  public void write(WireWriter out) {
    id.write(out);
    PlanCodec.writeFragment(out, fragment);
    out.writeList(
        splits.entrySet(),
        (w, entry) -> {
          w.writeSigned(entry.getKey());
          w.writeList(
              entry.getValue(),
              (v, split) -> {
                PlanCodec.writeSplit(v, split.split());
                v.writeEnum(split.locality());
              });
        });
    out.writeList(
        producers.entrySet(),
        (w, entry) -> {
          w.writeSigned(entry.getKey());
          w.writeList(entry.getValue(), TaskSpec::writeLocation);
        });
    out.writeCount(outputPartitions);
  }

  public static TaskSpec read(WireReader in) {
    TaskId id = TaskId.read(in);
    PlanFragment fragment = PlanCodec.readFragment(in);
    Map<Integer, List<AssignedSplit>> splits = new HashMap<>();
    for (int i = in.readCount(); i > 0; i--) {
      splits.put(
          in.readSignedInt(),
          in.readList(
              r -> new AssignedSplit(PlanCodec.readSplit(r), r.readEnum(Locality.values()))));
    }
    Map<Integer, List<ExchangeLocation>> producers = new HashMap<>();
    for (int i = in.readCount(); i > 0; i--) {
      producers.put(in.readSignedInt(), in.readList(TaskSpec::readLocation));
    }
    int partitions = in.readSize();
    if (partitions < 1 || partitions > 100_000) {
      throw WireReader.malformed(partitions + " output partitions");
    }
    return new TaskSpec(id, fragment, splits, producers, partitions);
  }

  private static void writeLocation(WireWriter out, ExchangeLocation location) {
    out.writeString(location.executor().host());
    out.writeCount(location.executor().port());
    out.writeString(location.executor().principal());
    location.task().write(out);
  }

  private static ExchangeLocation readLocation(WireReader in) {
    return new ExchangeLocation(
        new RpcAddress(in.readString(), in.readSize(), in.readString()), TaskId.read(in));
  }
}
