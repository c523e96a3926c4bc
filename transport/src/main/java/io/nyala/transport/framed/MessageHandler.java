package io.nyala.transport.framed;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SaslFrameServer} serves. Calls for one connection come one at a time, in order, on
 * worker threads, and may block.
 */
public interface MessageHandler {
  /**
   * Answers a message.
   *
   * @param message heap buffer, the handler's to keep
   * @return the reply as a heap buffer, or null for none
   * @throws Exception closes the connection
   */
  @Nullable ByteBuffer handle(Peer peer, ByteBuffer message) throws Exception;

  /**
   * The connection is gone; called once per authenticated connection, after its last message, on a
   * worker thread.
   */
  void closed(Peer peer);
}
