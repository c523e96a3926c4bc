package io.nyala.transport.rpc;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.nyala.spi.rpc.RpcCaller;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.spi.rpc.RpcHandler;
import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.sasl.QualityOfProtection;
import io.nyala.transport.sasl.ServicePrincipal;
import io.nyala.transport.wire.SaslFrameDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The internal port of a daemon. Only principals that {@code allowed} accepts get past the
 * handshake; everything after it is encrypted. Calls of the two channels run on separate threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
public final class NettyRpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NettyRpcServer.class);
  private static final int HANDSHAKE_FRAME_BYTES = 64 * 1024;
  private static final int HANDSHAKE_THREADS = 2;
  private static final int HANDSHAKE_QUEUE = 256;
  private static final int MAX_CONNECTIONS = 4_096;

  private final RpcOptions options;
  private final GssapiAcceptor acceptor;
  private final Predicate<String> allowed;
  private final RpcHandler handler;
  private final SecureRandom randomness = new SecureRandom();
  private final EventLoopGroup eventLoops;
  private final ExecutorService handshakes;
  private final Map<RpcChannel, ExecutorService> workers = new EnumMap<>(RpcChannel.class);
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;

  private NettyRpcServer(
      InetSocketAddress bind,
      RpcOptions options,
      GssapiAcceptor acceptor,
      Predicate<String> allowed,
      RpcHandler handler)
      throws IOException {
    this.options = options;
    this.acceptor = acceptor;
    this.allowed = allowed;
    this.handler = handler;
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("nyala-rpc-io", true), NioIoHandler.newFactory());
    this.handshakes = pool("nyala-rpc-handshake", HANDSHAKE_THREADS, HANDSHAKE_QUEUE);
    for (RpcChannel channel : RpcChannel.values()) {
      String name = "nyala-rpc-" + channel.name().toLowerCase(Locale.ROOT);
      workers.put(channel, pool(name, options.workerThreads(), Integer.MAX_VALUE));
    }
    try {
      this.listener =
          new ServerBootstrap()
              .group(eventLoops)
              .channel(NioServerSocketChannel.class)
              .option(ChannelOption.SO_REUSEADDR, true)
              .childOption(ChannelOption.TCP_NODELAY, true)
              .childHandler(
                  new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                      accept(channel);
                    }
                  })
              .bind(bind)
              .sync()
              .channel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopThreads();
      throw new IOException("interrupted while binding", e);
    } catch (Exception e) {
      stopThreads();
      throw new IOException("cannot listen on " + bind + ": " + e.getMessage(), e);
    }
    LOG.info("internal port is {}", address());
  }

  /**
   * Binds and starts.
   *
   * @param subject holds the keys of {@code principal}; asked once per handshake
   * @param principal this daemon's name
   * @param allowed which principals may call; everybody else with a ticket is refused
   */
  public static NettyRpcServer start(
      InetSocketAddress bind,
      RpcOptions options,
      Supplier<Subject> subject,
      ServicePrincipal principal,
      Predicate<String> allowed,
      RpcHandler handler)
      throws IOException {
    return new NettyRpcServer(
        bind,
        options,
        new GssapiAcceptor(subject, principal, Set.of(QualityOfProtection.PRIVACY)),
        allowed,
        handler);
  }

  /** The bound address with the real port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  private void accept(SocketChannel channel) {
    if (connections.size() >= MAX_CONNECTIONS) {
      LOG.warn("closing {}: {} connections are open", channel.remoteAddress(), MAX_CONNECTIONS);
      channel.close();
      return;
    }
    connections.add(channel);
    channel
        .pipeline()
        .addLast("frames", new SaslFrameDecoder(HANDSHAKE_FRAME_BYTES))
        .addLast(
            "handshake",
            new ServerHandshake(
                acceptor,
                allowed,
                randomness,
                handshakes,
                options.connectTimeout(),
                this::upgrade));
  }

  private void upgrade(
      ChannelHandlerContext context, String principal, Hello hello, RecordCipher.Pair ciphers) {
    RpcCaller caller = new RpcCaller(principal, String.valueOf(context.channel().remoteAddress()));
    ExecutorService pool = requireNonNull(workers.get(hello.channel()));
    context
        .pipeline()
        .addLast(
            "idle",
            new IdleStateHandler(options.deadAfter().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
        .addLast("records", new RecordCodec(ciphers, options.recordBytes()))
        .addLast("calls", new ServerCalls(caller, handler, pool, options));
    context.pipeline().remove("frames");
    context.pipeline().remove("handshake");
    LOG.info("{} connected from {} ({})", principal, caller.address(), hello.channel());
  }

  static ThreadPoolExecutor pool(String name, int threads, int queue) {
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

  /** Closes the port and every connection. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    stopThreads();
  }

  private void stopThreads() {
    handshakes.shutdownNow();
    workers.values().forEach(ExecutorService::shutdownNow);
    eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
