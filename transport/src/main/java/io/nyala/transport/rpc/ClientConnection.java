package io.nyala.transport.rpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.transport.sasl.GssapiInitiator;
import io.nyala.transport.sasl.ServicePrincipal;
import io.nyala.transport.wire.SaslFrameDecoder;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection over its life: connecting, established, finished; never reused after it finished.
 * Calls made while connecting wait in order. Futures complete on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
final class ClientConnection {
  private static final int HANDSHAKE_FRAME_BYTES = 64 * 1024;

  private final RpcAddress address;
  private final ServicePrincipal target;
  private final RpcChannel kind;
  private final RpcOptions options;
  private final GssapiInitiator initiator;
  private final SecureRandom randomness;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<Long, CompletableFuture<ByteBuffer>> calls = new HashMap<>();

  @GuardedBy("lock")
  private final List<RpcFrame.Request> waiting = new ArrayList<>();

  @GuardedBy("lock")
  private long lastCall;

  @GuardedBy("lock")
  private @Nullable Channel connecting;

  @GuardedBy("lock")
  private @Nullable Channel established;

  @GuardedBy("lock")
  private @Nullable NyalaException end;

  ClientConnection(
      RpcAddress address,
      ServicePrincipal target,
      RpcChannel kind,
      RpcOptions options,
      GssapiInitiator initiator,
      SecureRandom randomness) {
    this.address = address;
    this.target = target;
    this.kind = kind;
    this.options = options;
    this.initiator = initiator;
    this.randomness = randomness;
  }

  boolean isFinished() {
    synchronized (lock) {
      return end != null;
    }
  }

  /** Starts connecting; failures reach the calls. */
  void connect(EventLoopGroup eventLoops, ExecutorService handshakes) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(eventLoops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.connectTimeout().toMillis())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast("frames", new SaslFrameDecoder(HANDSHAKE_FRAME_BYTES))
                        .addLast(
                            "handshake",
                            new ClientHandshake(
                                initiator, target, kind, randomness, handshakes, new Outcome()));
                  }
                });
    bootstrap
        .connect(address.host(), address.port())
        .addListener(
            (io.netty.channel.ChannelFuture connected) -> {
              if (!connected.isSuccess()) {
                finish(lost("cannot be reached: " + connected.cause().getMessage()));
                return;
              }
              Channel channel = connected.channel();
              boolean late;
              synchronized (lock) {
                late = end != null;
                connecting = channel;
              }
              if (late) {
                channel.close();
              } else {
                channel
                    .eventLoop()
                    .schedule(
                        () -> giveUpHandshake(channel),
                        options.connectTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
              }
            });
  }

  private void giveUpHandshake(Channel channel) {
    boolean stuck;
    synchronized (lock) {
      stuck = established == null;
    }
    if (stuck) {
      finish(lost("did not finish the handshake within " + options.connectTimeout()));
      channel.close();
    }
  }

  private NyalaException lost(String what) {
    return new NyalaException(
        ErrorCode.EXECUTOR_LOST,
        "The daemon "
            + address.principal()
            + " at "
            + address.host()
            + ":"
            + address.port()
            + " "
            + what);
  }

  /** Ends the handshake one way or the other. */
  private final class Outcome implements ClientHandshake.Outcome {
    @Override
    public void established(ChannelHandlerContext context, RecordCipher.Pair ciphers) {
      Channel channel = context.channel();
      channel
          .pipeline()
          .addLast(
              "idle",
              new IdleStateHandler(
                  options.pingInterval().toMillis(),
                  options.pingInterval().toMillis(),
                  0,
                  TimeUnit.MILLISECONDS))
          .addLast("records", new RecordCodec(ciphers, options.recordBytes()))
          .addLast("replies", new Replies());
      channel.pipeline().remove("frames");
      channel.pipeline().remove("handshake");
      List<RpcFrame.Request> first;
      synchronized (lock) {
        if (end != null) {
          channel.close();
          return;
        }
        established = channel;
        first = List.copyOf(waiting);
        waiting.clear();
        first.forEach(channel::write);
      }
      channel.flush();
    }

    @Override
    public void failed(ChannelHandlerContext context, NyalaException failure) {
      finish(failure);
    }
  }

  CompletableFuture<ByteBuffer> call(String method, ByteBuffer payload) {
    CompletableFuture<ByteBuffer> future = new CompletableFuture<>();
    Channel channel;
    RpcFrame.Request request;
    synchronized (lock) {
      if (end != null) {
        return CompletableFuture.failedFuture(end);
      }
      long id = ++lastCall;
      request = new RpcFrame.Request(id, method, payload);
      calls.put(id, future);
      channel = established;
      if (channel == null) {
        waiting.add(request);
        return future;
      }
    }
    channel
        .writeAndFlush(request)
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                finish(lost("broke the connection: " + written.cause().getMessage()));
                channel.close();
              }
            });
    return future;
  }

  /** Completes calls; on the event loop. */
  private final class Replies extends SimpleChannelInboundHandler<RpcFrame> {
    private int silentIntervals;

    @Override
    protected void channelRead0(ChannelHandlerContext context, RpcFrame frame) {
      silentIntervals = 0;
      if (frame instanceof RpcFrame.Reply reply) {
        CompletableFuture<ByteBuffer> call = take(reply.call());
        if (call != null) {
          call.complete(reply.payload());
        }
      } else if (frame instanceof RpcFrame.Failure failure) {
        CompletableFuture<ByteBuffer> call = take(failure.call());
        if (call != null) {
          call.completeExceptionally(failure.toException());
        }
      }
    }

    private @Nullable CompletableFuture<ByteBuffer> take(long id) {
      synchronized (lock) {
        return calls.remove(id);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof IdleStateEvent idle) {
        if (idle.state() == IdleState.READER_IDLE) {
          silentIntervals++;
        }
        if (silentIntervals * options.pingInterval().toMillis() >= options.deadAfter().toMillis()) {
          finish(lost("has been silent for " + options.deadAfter()));
          context.close();
        } else {
          context.writeAndFlush(new RpcFrame.Ping());
        }
      } else {
        context.fireUserEventTriggered(event);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      finish(lost("closed the connection"));
      context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
      finish(lost("broke the connection: " + error));
      context.close();
    }
  }

  private void finish(NyalaException reason) {
    List<CompletableFuture<ByteBuffer>> failed;
    synchronized (lock) {
      if (end != null) {
        return;
      }
      end = reason;
      waiting.clear();
      failed = new ArrayList<>(calls.values());
      calls.clear();
    }
    failed.forEach(call -> call.completeExceptionally(reason));
  }

  void close() {
    finish(new NyalaException(ErrorCode.SHUTTING_DOWN, "The client of " + address + " is closed"));
    Channel channel;
    synchronized (lock) {
      channel = connecting;
    }
    if (channel != null) {
      channel.close();
    }
  }
}
