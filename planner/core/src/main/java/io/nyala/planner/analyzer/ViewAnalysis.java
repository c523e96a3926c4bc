package io.nyala.planner.analyzer;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import java.util.List;

/**
 * What CREATE VIEW stores.
 *
 * @param columns names, types and comments of the view
 * @param originalText the query as written
 * @param expandedText the query with every table's database written out and every {@code *} spelled
 *     out, so that it means the same from any database and after columns were added
 */
public record ViewAnalysis(
    TableName name, List<Column> columns, String originalText, String expandedText) {
  public ViewAnalysis {
    columns = List.copyOf(columns);
  }
}
