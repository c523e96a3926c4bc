package io.nyala.spi.rpc;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/**
 * Serves calls. Invoked on a worker thread of the transport, must not block; a long wait is a
 * future that completes later. A future that fails with a NyalaException reaches the caller with
 * code and message, any other failure as INTERNAL_ERROR without details.
 */
@FunctionalInterface
public interface RpcHandler {
  CompletableFuture<ByteBuffer> call(RpcCaller caller, String method, ByteBuffer request);
}
