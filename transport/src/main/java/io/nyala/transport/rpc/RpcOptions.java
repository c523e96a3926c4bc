package io.nyala.transport.rpc;

import java.time.Duration;

/**
 * Limits of the internal traffic.
 *
 * @param recordBytes longest record, requests above fail at the caller
 * @param connectTimeout to connect and authenticate
 * @param pingInterval after this long without traffic the client asks whether the server lives
 * @param deadAfter after this long without any byte a connection is given up
 * @param workerThreads per channel kind, of the server
 * @param callsPerConnection calls under way at which a server stops reading from a connection
 */
public record RpcOptions(
    int recordBytes,
    Duration connectTimeout,
    Duration pingInterval,
    Duration deadAfter,
    int workerThreads,
    int callsPerConnection) {
  /** Room in a record for everything but the payload. */
  static final int OVERHEAD = 512;

  public RpcOptions {
    if (recordBytes < 4_096 || workerThreads < 1 || callsPerConnection < 1) {
      throw new IllegalArgumentException("limits of the internal traffic are too small");
    }
    if (pingInterval.compareTo(deadAfter) >= 0) {
      throw new IllegalArgumentException("pings come less often than death");
    }
  }

  /**
   * 64 MiB records, 15 s to connect, pings after 5 s, dead after 20 s, 4 threads per channel kind.
   */
  public static RpcOptions defaults() {
    return new RpcOptions(
        64 * 1024 * 1024,
        Duration.ofSeconds(15),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        4,
        1_024);
  }
}
