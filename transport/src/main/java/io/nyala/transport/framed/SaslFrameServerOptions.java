package io.nyala.transport.framed;

import java.time.Duration;

/**
 * Limits of a {@link SaslFrameServer}.
 *
 * @param host address to bind
 * @param port port to bind, 0 for a free one
 * @param handshakeFrameBytes longest frame before authentication
 * @param frameBytes longest message after authentication
 * @param handshakeTimeout from accept to the end of the handshake
 * @param idleTimeout without traffic and without a running request; zero for none
 * @param writeTimeout for one reply to leave; a client that does not read is cut off
 * @param maxConnections connections beyond are closed at once
 * @param workerThreads most requests that run at the same time
 * @param handshakeThreads most handshakes that are computed at the same time
 */
public record SaslFrameServerOptions(
    String host,
    int port,
    int handshakeFrameBytes,
    int frameBytes,
    Duration handshakeTimeout,
    Duration idleTimeout,
    Duration writeTimeout,
    int maxConnections,
    int workerThreads,
    int handshakeThreads) {
  public SaslFrameServerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
    if (handshakeFrameBytes < 1024 || frameBytes < 1024) {
      throw new IllegalArgumentException("frame limits below 1024 bytes");
    }
    if (maxConnections < 1 || workerThreads < 1 || handshakeThreads < 1) {
      throw new IllegalArgumentException("connections and threads must be positive");
    }
  }

  /**
   * The defaults: 64 KiB before, 64 MiB after authentication, 20 s to authenticate, 10,000
   * connections, 200 requests at a time.
   */
  public static SaslFrameServerOptions defaults(String host, int port) {
    return new SaslFrameServerOptions(
        host,
        port,
        64 * 1024,
        64 * 1024 * 1024,
        Duration.ofSeconds(20),
        Duration.ofHours(24),
        Duration.ofMinutes(5),
        10_000,
        200,
        4);
  }

  /** The same with another handshake timeout. */
  public SaslFrameServerOptions withHandshakeTimeout(Duration timeout) {
    return new SaslFrameServerOptions(
        host,
        port,
        handshakeFrameBytes,
        frameBytes,
        timeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        workerThreads,
        handshakeThreads);
  }

  /** The same with another limit of a message. */
  public SaslFrameServerOptions withFrameBytes(int bytes) {
    return new SaslFrameServerOptions(
        host,
        port,
        handshakeFrameBytes,
        bytes,
        handshakeTimeout,
        idleTimeout,
        writeTimeout,
        maxConnections,
        workerThreads,
        handshakeThreads);
  }
}
