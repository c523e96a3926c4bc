package io.nyala.server.query;

/**
 * Hears what a statement does, for the operation log and the progress bar. Called from several
 * threads.
 */
public interface ExecutionListener {
  ExecutionListener NONE =
      new ExecutionListener() {
        @Override
        public void log(String line) {}

        @Override
        public void progress(QueryProgress progress) {}
      };

  /** A line for the operation log; no literals of the statement, no data. */
  void log(String line);

  void progress(QueryProgress progress);

  /** Statistics of the executors after a run, as text for people; holds no data. */
  default void profile(String text) {}
}
