package io.nyala.engine.task;

import io.nyala.engine.profile.TaskProfile;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * How the tasks of a query on one executor stand.
 *
 * @param version grows with every change of a state
 * @param failure what the first task failed with
 */
public record QueryStatus(
    long version, boolean ended, Optional<NyalaException> failure, List<TaskProfile> tasks) {
  public QueryStatus {
    tasks = List.copyOf(tasks);
  }

  public ByteBuffer encode() {
    WireWriter out = new WireWriter(1024);
    out.writeSigned(version);
    out.writeBoolean(ended);
    out.writeOptional(
        failure,
        (w, error) -> {
          w.writeString(error.code().name());
          w.writeString(String.valueOf(error.getMessage()));
        });
    out.writeList(tasks, (w, task) -> task.write(w));
    return out.toByteBuffer();
  }

  public static QueryStatus decode(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    QueryStatus status =
        new QueryStatus(
            in.readSigned(),
            in.readBoolean(),
            in.readOptional(QueryStatus::readFailure),
            in.readList(TaskProfile::read));
    in.end();
    return status;
  }

  private static NyalaException readFailure(WireReader in) {
    String code = in.readString();
    String message = in.readString();
    try {
      return new NyalaException(ErrorCode.valueOf(code), message);
    } catch (IllegalArgumentException e) {
      throw WireReader.malformed("error code " + code);
    }
  }
}
