package io.nyala.server.query;

import io.nyala.spi.type.DataType;
import java.util.List;

/** Labels and types of a result set, as the client sees them. */
public record ResultSchema(List<ResultColumn> columns) {
  public ResultSchema {
    columns = List.copyOf(columns);
  }

  /** One column; the comment may be empty. */
  public record ResultColumn(String label, DataType type, String comment) {}
}
