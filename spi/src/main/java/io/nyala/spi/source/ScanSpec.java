package io.nyala.spi.source;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.expression.Expression;
import java.util.List;
import java.util.Map;

/**
 * What to read of a table, the same for all its splits.
 *
 * @param fileColumns all stored columns of the table in order: readers of text need the positions,
 *     readers of ORC the names and types
 * @param output what to produce, in order
 * @param pushed conjuncts over {@code output} columns that the reader MAY use to skip stripes, row
 *     groups or rows; the plan above filters again. Only leakproof conjuncts over columns whose
 *     values the user may observe, or the policy's own.
 * @param tableParameters table parameters that readers need, such as {@code
 *     skip.header.line.count}, {@code serialization.null.format}
 */
public record ScanSpec(
    List<Column> fileColumns,
    List<ScanColumn> output,
    List<Expression> pushed,
    Map<String, String> tableParameters) {
  public ScanSpec {
    fileColumns = List.copyOf(fileColumns);
    output = List.copyOf(output);
    pushed = List.copyOf(pushed);
    tableParameters = Map.copyOf(tableParameters);
  }
}
