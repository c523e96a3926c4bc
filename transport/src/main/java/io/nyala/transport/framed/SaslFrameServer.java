package io.nyala.transport.framed;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.wire.SaslFrameDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, authenticates them by Kerberos and hands their messages to a {@link
 * MessageHandler}, in order per connection. Event loops only move bytes: handshakes and messages
 * run on two bounded pools, so neither hostile handshakes nor long requests stop the others.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
public final class SaslFrameServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SaslFrameServer.class);
  private static final int HANDSHAKE_QUEUE = 4_096;
  private static final int BACKLOG = 1_024;

  private final SaslFrameServerOptions options;
  private final GssapiAcceptor acceptor;
  private final MessageHandler handler;
  private final EventLoopGroup eventLoops;
  private final ThreadPoolExecutor handshakes;
  private final ThreadPoolExecutor workers;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicLong connectionIds = new AtomicLong();
  private final Channel listener;

  private SaslFrameServer(
      SaslFrameServerOptions options, GssapiAcceptor acceptor, MessageHandler handler, String name)
      throws IOException {
    this.options = requireNonNull(options);
    this.acceptor = requireNonNull(acceptor);
    this.handler = requireNonNull(handler);
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory(name + "-io", true), NioIoHandler.newFactory());
    this.handshakes = pool(name + "-handshake", options.handshakeThreads(), HANDSHAKE_QUEUE);
    this.workers = pool(name + "-worker", options.workerThreads(), Integer.MAX_VALUE);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                });
    try {
      this.listener = bootstrap.bind(options.host(), options.port()).sync().channel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopThreads();
      throw new IOException("interrupted while binding", e);
    } catch (Exception e) {
      stopThreads();
      throw new IOException(
          "cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(), e);
    }
    LOG.info("{} listens on {}", name, address());
  }

  /**
   * Binds and starts.
   *
   * @param name prefix of thread names and log lines
   */
  public static SaslFrameServer start(
      SaslFrameServerOptions options, GssapiAcceptor acceptor, MessageHandler handler, String name)
      throws IOException {
    return new SaslFrameServer(options, acceptor, handler, name);
  }

  /** The bound address with the real port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Open connections, authenticated or not. */
  public int connectionCount() {
    return connections.size();
  }

  private void accept(SocketChannel channel) {
    if (connections.size() >= options.maxConnections()) {
      LOG.warn(
          "closing {}: the limit of {} connections is reached",
          channel.remoteAddress(),
          options.maxConnections());
      channel.close();
      return;
    }
    connections.add(channel);
    SaslFrameDecoder decoder = new SaslFrameDecoder(options.handshakeFrameBytes());
    channel
        .pipeline()
        .addLast(new WriteTimeoutHandler(options.writeTimeout().toMillis(), TimeUnit.MILLISECONDS))
        .addLast(decoder)
        .addLast(
            new SaslConnection(
                connectionIds.incrementAndGet(),
                options,
                acceptor,
                handler,
                decoder,
                handshakes,
                workers));
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queue) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            60,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queue),
            new DefaultThreadFactory(name, true));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Stops listening, closes every connection, ends the threads. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    stopThreads();
  }

  private void stopThreads() {
    handshakes.shutdownNow();
    workers.shutdown();
    eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
