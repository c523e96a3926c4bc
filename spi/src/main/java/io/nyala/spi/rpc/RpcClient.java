package io.nyala.spi.rpc;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * Calls one daemon. Connects on first use and again after a failure. Many calls may be under way on
 * one channel; replies come in any order. Thread-safe.
 */
public interface RpcClient extends AutoCloseable {
  /**
   * Fails with the server's NyalaException, or EXECUTOR_LOST if the connection cannot be made or
   * breaks, or AUTHENTICATION_FAILED.
   */
  CompletableFuture<ByteBuffer> call(RpcChannel channel, String method, ByteBuffer request);

  /** Fails all calls under way. Idempotent. */
  @Override
  void close();
}
