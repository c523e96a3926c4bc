package io.nyala.server.query;

/** Compiles statements of sessions. Thread-safe. */
public interface StatementExecutor {
  /**
   * Parses, authorizes and plans; nothing is changed or read from tables yet. Blocks on the
   * metastore at most.
   *
   * @param text one statement; a trailing semicolon is tolerated
   * @throws io.nyala.spi.error.NyalaException with Hive's phrases, without the prefix {@code Error
   *     while compiling statement: FAILED:}
   */
  CompiledStatement compile(
      StatementSession session, String queryId, String text, ExecutionListener listener);
}
