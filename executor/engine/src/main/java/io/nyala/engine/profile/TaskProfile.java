package io.nyala.engine.profile;

import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.util.List;
import java.util.Set;

/**
 * What one task has done so far.
 *
 * @param state name of the task's state
 * @param elapsedNanos wall time since it was created, up to its end
 */
public record TaskProfile(
    int fragment,
    int index,
    String state,
    int splitsDone,
    int splitsTotal,
    long elapsedNanos,
    List<OperatorProfile> operators) {
  public TaskProfile {
    operators = List.copyOf(operators);
  }

  TaskProfile without(Set<Integer> planNodes) {
    return new TaskProfile(
        fragment,
        index,
        state,
        splitsDone,
        splitsTotal,
        elapsedNanos,
        operators.stream().filter(one -> !planNodes.contains(one.planNodeId())).toList());
  }

  /** The task has ended, in whatever way. */
  public boolean isDone() {
    return state.equals("FINISHED") || state.equals("FAILED");
  }

  public void write(WireWriter out) {
    out.writeSigned(fragment);
    out.writeCount(index);
    out.writeString(state);
    out.writeCount(splitsDone);
    out.writeCount(splitsTotal);
    out.writeSigned(elapsedNanos);
    out.writeList(
        operators,
        (w, operator) -> {
          w.writeSigned(operator.planNodeId());
          w.writeString(operator.name());
          w.writeCount(operator.values().length);
          for (long value : operator.values()) {
            w.writeSigned(value);
          }
        });
  }

  public static TaskProfile read(WireReader in) {
    return new TaskProfile(
        in.readSignedInt(),
        in.readSize(),
        in.readString(),
        in.readSize(),
        in.readSize(),
        in.readSigned(),
        in.readList(TaskProfile::readOperator));
  }

  private static OperatorProfile readOperator(WireReader in) {
    int planNodeId = in.readSignedInt();
    String name = in.readString();
    long[] values = new long[Counter.values().length];
    if (in.readCount() != values.length) {
      throw WireReader.malformed("counters of another version");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readSigned();
    }
    return new OperatorProfile(planNodeId, name, values);
  }
}
