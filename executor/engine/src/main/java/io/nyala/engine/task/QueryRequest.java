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
 * @param batchRows rows of a batch, 0 for the executor's own
 * @param compiledExpressions false to interpret
 */
public record QueryRequest(
    QueryConstants constants,
    long memoryLimit,
    int batchRows,
    boolean compiledExpressions,
    List<TaskSpec> tasks) {
  private static final int MAX_BATCH_ROWS = 65_536;

  public QueryRequest {
    tasks = List.copyOf(tasks);
  }

  public ByteBuffer encode() {
    WireWriter out = new WireWriter(4096);
    out.writeByte(PlanCodec.VERSION);
    PlanCodec.writeConstants(out, constants);
    out.writeSigned(memoryLimit);
    out.writeCount(batchRows);
    out.writeBoolean(compiledExpressions);
    out.writeList(tasks, (w, task) -> task.write(w));
    return out.toByteBuffer();
  }

  public static QueryRequest decode(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    PlanCodec.readVersion(in);
    QueryRequest request =
        new QueryRequest(
            PlanCodec.readConstants(in),
            in.readSigned(),
            in.readSize(),
            in.readBoolean(),
            in.readList(TaskSpec::read));
    in.end();
    if (request.batchRows() > MAX_BATCH_ROWS) {
      throw WireReader.malformed("batches of " + request.batchRows() + " rows");
    }
    return request;
  }
}
