package io.nyala.engine.task;

import io.nyala.engine.exchange.ExchangeLocation;
import io.nyala.engine.exchange.FetchedPages;
import io.nyala.engine.exchange.PageFetcher;
import io.nyala.engine.exchange.TaskId;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The calls between coordinator and executors, and among executors. A query is created on all its
 * executors, then started, watched by status calls that wait for news, and released; a release of a
 * running query cancels it. Pages travel on the DATA channel.
 */
public final class TaskProtocol {
  /** Request: {@link QueryRequest}. */
  public static final String CREATE = "query.create";

  /** Request: query id. */
  public static final String START = "query.start";

  /** Request: query id, known version. Answer: {@link QueryStatus}. */
  public static final String STATUS = "query.status";

  /** Request: query id, reason. */
  public static final String CANCEL = "query.cancel";

  /** Request: query id. Answer: the last {@link QueryStatus}, when all is freed. */
  public static final String RELEASE = "query.release";

  /** Request: task id, partition, token, bytes. Answer: {@link FetchedPages}. */
  public static final String FETCH = "exchange.fetch";

  /** Request: task id, partition. */
  public static final String ABANDON = "exchange.abandon";

  private TaskProtocol() {}

  static CompletableFuture<ByteBuffer> nothing() {
    return CompletableFuture.completedFuture(ByteBuffer.allocate(0));
  }

  /** A request that is a query id, and what the caller adds. */
  public static WireWriter query(String queryId) {
    WireWriter out = new WireWriter();
    out.writeString(queryId);
    return out;
  }

  /**
   * Fetches through RPC.
   *
   * @param clients the shared client of each executor
   */
  public static PageFetcher fetcher(Function<RpcAddress, RpcClient> clients) {
    return new PageFetcher() {
      @Override
      public CompletableFuture<FetchedPages> fetch(
          ExchangeLocation location, int partition, long token, long maxBytes) {
        WireWriter out = task(location.task(), partition);
        out.writeSigned(token);
        out.writeSigned(maxBytes);
        return clients
            .apply(location.executor())
            .call(RpcChannel.DATA, FETCH, out.toByteBuffer())
            .thenApply(FetchedPages::decode);
      }

      @Override
      public void abandon(ExchangeLocation location, int partition) {
        var unused =
            clients
                .apply(location.executor())
                .call(RpcChannel.DATA, ABANDON, task(location.task(), partition).toByteBuffer());
      }
    };
  }

  private static WireWriter task(TaskId task, int partition) {
    WireWriter out = new WireWriter();
    task.write(out);
    out.writeCount(partition);
    return out;
  }
}
