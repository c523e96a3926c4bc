package io.nyala.engine.exchange;

import java.util.concurrent.CompletableFuture;

/** How a consumer reaches its producers. Thread-safe. */
public interface PageFetcher {
  /**
   * Asks for the pages of a partition from the token (the number of pages received so far) on;
   * acknowledges those before it, which the producer then drops. May be repeated. Completes when
   * there are pages, after a while without, or exceptionally with a NyalaException.
   */
  CompletableFuture<FetchedPages> fetch(
      ExchangeLocation location, int partition, long token, long maxBytes);

  /** Says that the consumer of the partition wants no more. Best effort. */
  void abandon(ExchangeLocation location, int partition);
}
