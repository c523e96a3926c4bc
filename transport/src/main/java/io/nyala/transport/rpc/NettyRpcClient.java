package io.nyala.transport.rpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.channel.EventLoopGroup;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.transport.sasl.GssapiInitiator;
import io.nyala.transport.sasl.ServicePrincipal;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** One daemon as seen from here: at most one live connection per channel kind, made on demand. */
final class NettyRpcClient implements RpcClient {
  private final RpcAddress address;
  private final ServicePrincipal target;
  private final RpcOptions options;
  private final GssapiInitiator initiator;
  private final SecureRandom randomness;
  private final EventLoopGroup eventLoops;
  private final ExecutorService handshakes;
  private final Consumer<NettyRpcClient> onClose;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<RpcChannel, ClientConnection> connections = new EnumMap<>(RpcChannel.class);

  @GuardedBy("lock")
  private boolean closed;

  NettyRpcClient(
      RpcAddress address,
      RpcOptions options,
      GssapiInitiator initiator,
      SecureRandom randomness,
      EventLoopGroup eventLoops,
      ExecutorService handshakes,
      Consumer<NettyRpcClient> onClose) {
    this.address = address;
    this.target = ServicePrincipal.parse(address.principal());
    this.options = options;
    this.initiator = initiator;
    this.randomness = randomness;
    this.eventLoops = eventLoops;
    this.handshakes = handshakes;
    this.onClose = onClose;
  }

  @Override
  public CompletableFuture<ByteBuffer> call(RpcChannel channel, String method, ByteBuffer request) {
    if (method.isEmpty() || method.length() > 255) {
      throw new IllegalArgumentException("method name \"" + method + "\"");
    }
    if (request.remaining() > options.recordBytes() - RpcOptions.OVERHEAD) {
      return CompletableFuture.failedFuture(
          new NyalaException(
              ErrorCode.INTERNAL_ERROR,
              "The request "
                  + method
                  + " is too large: "
                  + request.remaining()
                  + " bytes, the limit is "
                  + (options.recordBytes() - RpcOptions.OVERHEAD)));
    }
    ClientConnection connection;
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(
            new NyalaException(ErrorCode.SHUTTING_DOWN, "The client of " + address + " is closed"));
      }
      connection = connections.get(channel);
      if (connection == null || connection.isFinished()) {
        connection = new ClientConnection(address, target, channel, options, initiator, randomness);
        connections.put(channel, connection);
        connection.connect(eventLoops, handshakes);
      }
    }
    return connection.call(method, request);
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      connections.values().forEach(ClientConnection::close);
      connections.clear();
    }
    onClose.accept(this);
  }
}
