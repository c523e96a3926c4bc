package io.nyala.transport.rpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.rpc.RpcClientFactory;
import io.nyala.transport.sasl.GssapiInitiator;
import io.nyala.transport.sasl.QualityOfProtection;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.security.auth.Subject;

/** Makes clients of the internal ports of other daemons; all share its threads. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
public final class NettyRpcClientFactory implements RpcClientFactory, AutoCloseable {
  private static final int HANDSHAKE_THREADS = 4;
  private static final int HANDSHAKE_QUEUE = 1_024;

  private final RpcOptions options;
  private final GssapiInitiator initiator;
  private final SecureRandom randomness = new SecureRandom();
  private final EventLoopGroup eventLoops;
  private final ExecutorService handshakes;
  private final Set<NettyRpcClient> clients = ConcurrentHashMap.newKeySet();

  /**
   * @param subject holds this daemon's ticket-granting ticket; asked once per connection
   */
  public NettyRpcClientFactory(RpcOptions options, Supplier<Subject> subject) {
    this.options = options;
    this.initiator = new GssapiInitiator(subject, QualityOfProtection.PRIVACY);
    this.eventLoops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("nyala-rpc-client", true), NioIoHandler.newFactory());
    this.handshakes = NettyRpcServer.pool("nyala-rpc-login", HANDSHAKE_THREADS, HANDSHAKE_QUEUE);
  }

  @Override
  public RpcClient client(RpcAddress address) {
    NettyRpcClient client =
        new NettyRpcClient(
            address, options, initiator, randomness, eventLoops, handshakes, clients::remove);
    clients.add(client);
    return client;
  }

  /** Closes all clients. */
  @Override
  public void close() {
    clients.forEach(NettyRpcClient::close);
    handshakes.shutdownNow();
    eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
