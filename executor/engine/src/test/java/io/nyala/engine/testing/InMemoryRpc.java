package io.nyala.engine.testing;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcCaller;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.rpc.RpcClientFactory;
import io.nyala.spi.rpc.RpcHandler;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Calls within the process; a handler that is removed behaves like a process that died. */
public final class InMemoryRpc implements RpcClientFactory, AutoCloseable {
  private final Map<RpcAddress, RpcHandler> handlers = new ConcurrentHashMap<>();
  private final Map<RpcAddress, Map<Object, CompletableFuture<ByteBuffer>>> open =
      new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final String principal;

  public InMemoryRpc(String principal) {
    this.principal = principal;
  }

  public void serve(RpcAddress address, RpcHandler handler) {
    handlers.put(address, handler);
  }

  /** Fails all calls to it, present and future. */
  public void kill(RpcAddress address) {
    handlers.remove(address);
    open.getOrDefault(address, Map.of())
        .values()
        .forEach(call -> call.completeExceptionally(lost(address)));
  }

  private static NyalaException lost(RpcAddress address) {
    return new NyalaException(ErrorCode.EXECUTOR_LOST, "No connection to " + address);
  }

  @Override
  public RpcClient client(RpcAddress address) {
    return new RpcClient() {
      @Override
      public CompletableFuture<ByteBuffer> call(
          RpcChannel channel, String method, ByteBuffer request) {
        CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
        Object key = new Object();
        open.computeIfAbsent(address, a -> new ConcurrentHashMap<>()).put(key, answer);
        threads.execute(
            () -> {
              RpcHandler handler = handlers.get(address);
              CompletableFuture<ByteBuffer> result =
                  handler == null
                      ? CompletableFuture.failedFuture(lost(address))
                      : CompletableFuture.completedFuture(request.slice())
                          .thenCompose(
                              (Function<ByteBuffer, CompletableFuture<ByteBuffer>>)
                                  bytes ->
                                      handler.call(
                                          new RpcCaller(principal, "local"), method, bytes));
              var unused =
                  result.whenComplete(
                      (bytes, error) -> {
                        open.get(address).remove(key);
                        if (error != null) {
                          answer.completeExceptionally(error);
                        } else {
                          answer.complete(bytes.slice());
                        }
                      });
            });
        return answer;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
