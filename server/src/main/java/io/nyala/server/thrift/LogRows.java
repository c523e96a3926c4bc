package io.nyala.server.thrift;

import io.nyala.server.metadata.RowBatch;
import io.nyala.server.operation.ResultPage;
import io.nyala.server.query.ResultSchema;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;

/** Log lines as the one-column result that fetchType 1 asks for. */
final class LogRows {
  private static final ResultSchema SCHEMA =
      new ResultSchema(
          List.of(new ResultSchema.ResultColumn("operation_log", DataType.STRING, "")));

  private LogRows() {}

  static ResultPage page(List<String> lines) {
    RowBatch rows = new RowBatch(SCHEMA);
    lines.forEach(rows::add);
    VectorBatch batch = rows.build();
    return new ResultPage(SCHEMA, 0, List.of(new ResultPage.Slice(batch, 0, batch.size())));
  }
}
