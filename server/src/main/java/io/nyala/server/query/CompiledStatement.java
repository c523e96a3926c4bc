package io.nyala.server.query;

import io.nyala.spi.session.CancellationToken;
import java.util.Optional;

/** A statement that is ready to run once. */
public interface CompiledStatement {
  /** Empty if the statement has no result set. Known before it runs. */
  Optional<ResultSchema> schema();

  /**
   * Runs to the end on the caller's thread, which may block.
   *
   * @return number of rows written, or -1 where that has no meaning
   * @throws io.nyala.spi.error.NyalaException what went wrong, or the token's reason after a cancel
   */
  long run(ResultConsumer consumer, CancellationToken cancellation);

  /**
   * Called before each hand-over of rows to the client, so that a policy that was tightened while a
   * result waits takes effect. Cheap while the policies' version has not changed.
   *
   * @throws io.nyala.spi.error.NyalaException ACCESS_DENIED if the user may no longer read the rows
   */
  default void requireStillAllowed() {}
}
