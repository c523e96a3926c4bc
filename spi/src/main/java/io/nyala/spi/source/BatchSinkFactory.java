package io.nyala.spi.source;

/** Opens writers. Thread-safe. */
@FunctionalInterface
public interface BatchSinkFactory {
  /**
   * @param taskAttempt unique within the query, part of the file names
   */
  BatchSink open(WriteSpec write, String taskAttempt, SourceContext context);
}
