package io.nyala.engine.exchange;

import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;

/**
 * One task of a query.
 *
 * @param index position among the fragment's tasks
 * @param attempt epoch of the task: only one attempt's output counts
 */
public record TaskId(String queryId, int fragment, int index, int attempt) {
  public void write(WireWriter out) {
    out.writeString(queryId);
    out.writeSigned(fragment);
    out.writeCount(index);
    out.writeCount(attempt);
  }

  public static TaskId read(WireReader in) {
    return new TaskId(in.readString(), in.readSignedInt(), in.readSize(), in.readSize());
  }

  @Override
  public String toString() {
    return queryId + "." + fragment + "." + index + "." + attempt;
  }
}
