package io.nyala.server.query;

import io.nyala.spi.vector.VectorBatch;

/** Takes result rows in order, columns as the schema says. */
@FunctionalInterface
public interface ResultConsumer {
  /**
   * May block while the client has enough to read; a cancel ends the wait with the cancel's
   * exception.
   */
  void accept(VectorBatch batch);
}
