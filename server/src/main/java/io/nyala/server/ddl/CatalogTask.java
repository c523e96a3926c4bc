package io.nyala.server.ddl;

import io.nyala.server.query.CompiledStatement;
import io.nyala.server.query.ResultConsumer;
import io.nyala.server.query.ResultSchema;
import io.nyala.spi.session.CancellationToken;
import java.util.Optional;

/** Forms of catalog statements: those that answer rows of text, and those that only act. */
final class CatalogTask {
  private CatalogTask() {}

  /** Fills the rows when it runs. */
  @FunctionalInterface
  interface RowSource {
    void fill(TextRows rows);
  }

  static CompiledStatement rows(ResultSchema schema, RowSource source) {
    return new CompiledStatement() {
      @Override
      public Optional<ResultSchema> schema() {
        return Optional.of(schema);
      }

      @Override
      public long run(ResultConsumer consumer, CancellationToken cancellation) {
        cancellation.check();
        TextRows rows = new TextRows(schema);
        source.fill(rows);
        rows.sendTo(consumer);
        return -1;
      }
    };
  }

  static CompiledStatement action(Runnable action) {
    return new CompiledStatement() {
      @Override
      public Optional<ResultSchema> schema() {
        return Optional.empty();
      }

      @Override
      public long run(ResultConsumer consumer, CancellationToken cancellation) {
        cancellation.check();
        action.run();
        return 0;
      }
    };
  }
}
