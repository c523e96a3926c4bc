package io.nyala.server.query;

import io.nyala.planner.analyzer.Analysis.InsertInto;
import io.nyala.server.query.TableWriting.Request;
import io.nyala.server.query.TableWriting.Target;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.session.CancellationToken;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.NewTable;
import io.nyala.storage.snapshot.Catalog;
import java.util.List;
import java.util.Optional;

/** INSERT and CREATE TABLE AS. */
final class WriteStatement {
  private WriteStatement() {}

  /** Runs when the statement does; answers the number of rows. */
  private interface Action {
    long run(CancellationToken cancellation);
  }

  static CompiledStatement insert(TableWriting writing, InsertInto insert, Request request) {
    return statement(
        cancellation -> {
          if (insert.ifNotExists() && exists(insert, request)) {
            return 0;
          }
          return writing.write(
              new Target(
                  insert.table(),
                  insert.overwrite(),
                  insert.staticPartition(),
                  insert.dynamicPartitionColumns()),
              request,
              cancellation);
        });
  }

  private static boolean exists(InsertInto insert, Request request) {
    List<Literal> wanted = insert.staticPartition();
    return request.snapshot().partitions(insert.table()).stream()
        .map(PartitionSnapshot::values)
        .anyMatch(values -> values.size() == wanted.size() && values.equals(wanted));
  }

  /** The table is created first and dropped again if its rows cannot be written. */
  static CompiledStatement createTable(
      TableWriting writing,
      Catalog catalog,
      CatalogEditor editor,
      NewTable created,
      boolean ifNotExists,
      Request request) {
    return statement(
        cancellation -> {
          if (!editor.createTable(created, ifNotExists)) {
            return 0;
          }
          boolean written = false;
          try {
            TableSnapshot table = find(catalog, created.name());
            long rows =
                writing.write(
                    new Target(table, false, List.of(), table.partitionColumns()),
                    request,
                    cancellation);
            written = true;
            return rows;
          } finally {
            if (!written) {
              editor.dropTable(created.name(), true);
            }
          }
        });
  }

  private static TableSnapshot find(Catalog catalog, TableName name) {
    return catalog
        .openSnapshot()
        .table(name)
        .orElseThrow(
            () ->
                new NyalaException(
                    ErrorCode.METASTORE_ERROR, "Table " + name + " was dropped as it was created"));
  }

  private static CompiledStatement statement(Action action) {
    return new CompiledStatement() {
      @Override
      public Optional<ResultSchema> schema() {
        return Optional.empty();
      }

      @Override
      public long run(ResultConsumer consumer, CancellationToken cancellation) {
        cancellation.check();
        return action.run(cancellation);
      }
    };
  }
}
