package io.nyala.engine.task;

import io.nyala.spi.plan.PlanCodec;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * All tasks of a query for one executor.
 *
 * @param memoryLimit bytes the query may reserve there, 0 for the executor's own limit
 */
public record QueryRequest(QueryConstants constants, long memoryLimit, List<TaskSpec> tasks) {
  public QueryRequest {
    tasks = List.copyOf(tasks);
  }

  public ByteBuffer encode() {
    WireWriter out = new WireWriter(4096);
    out.writeByte(PlanCodec.VERSION);
    PlanCodec.writeConstants(out, constants);
    out.writeSigned(memoryLimit);
    out.writeList(tasks, (w, task) -> task.write(w));
    return out.toByteBuffer();
  }

  public static QueryRequest decode(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    PlanCodec.readVersion(in);
    QueryRequest request =
        new QueryRequest(PlanCodec.readConstants(in), in.readSigned(), in.readList(TaskSpec::read));
    in.end();
    return request;
  }
}
