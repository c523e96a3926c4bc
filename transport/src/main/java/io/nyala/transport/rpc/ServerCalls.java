package io.nyala.transport.rpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcCaller;
import io.nyala.spi.rpc.RpcHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the calls of one authenticated connection. */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
final class ServerCalls extends SimpleChannelInboundHandler<RpcFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCalls.class);

  private final RpcCaller caller;
  private final RpcHandler handler;
  private final Executor workers;
  private final RpcOptions options;

  /** Of the event loop. */
  private int underWay;

  ServerCalls(RpcCaller caller, RpcHandler handler, Executor workers, RpcOptions options) {
    this.caller = caller;
    this.handler = handler;
    this.workers = workers;
    this.options = options;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, RpcFrame frame) {
    if (frame instanceof RpcFrame.Request request) {
      underWay++;
      if (underWay >= options.callsPerConnection()) {
        context.channel().config().setAutoRead(false);
      }
      try {
        workers.execute(() -> serve(context, request));
      } catch (RejectedExecutionException e) {
        context.close();
      }
    } else if (frame instanceof RpcFrame.Ping) {
      context.writeAndFlush(new RpcFrame.Pong());
    }
  }

  private void serve(ChannelHandlerContext context, RpcFrame.Request request) {
    CompletableFuture<ByteBuffer> result;
    try {
      result = handler.call(caller, request.method(), request.payload());
    } catch (RuntimeException e) {
      result = CompletableFuture.failedFuture(e);
    }
    result.whenComplete(
        (reply, error) -> {
          RpcFrame frame = answer(request, reply, error);
          try {
            context.executor().execute(() -> send(context, frame));
          } catch (RejectedExecutionException e) {
            LOG.debug("the reply to {} is dropped: the server stops", request.method());
          }
        });
  }

  private RpcFrame answer(
      RpcFrame.Request request, @Nullable ByteBuffer reply, @Nullable Throwable error) {
    if (reply != null && reply.remaining() > options.recordBytes() - RpcOptions.OVERHEAD) {
      return new RpcFrame.Failure(
          request.call(),
          ErrorCode.INTERNAL_ERROR,
          "The reply to " + request.method() + " is too large: " + reply.remaining() + " bytes");
    }
    if (reply != null) {
      return new RpcFrame.Reply(request.call(), reply);
    }
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof NyalaException known) {
      return new RpcFrame.Failure(request.call(), known.code(), String.valueOf(known.getMessage()));
    }
    LOG.error("call {} of {} failed", request.method(), caller.principal(), cause);
    return new RpcFrame.Failure(
        request.call(),
        ErrorCode.INTERNAL_ERROR,
        "The call " + request.method() + " failed; the log of the daemon says why.");
  }

  private void send(ChannelHandlerContext context, RpcFrame frame) {
    underWay--;
    Channel channel = context.channel();
    if (underWay < options.callsPerConnection() / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
    context.writeAndFlush(frame);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      LOG.info("{} at {} went silent", caller.principal(), caller.address());
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    LOG.info(
        "connection of {} at {} is cut off: {}",
        caller.principal(),
        caller.address(),
        error.toString());
    context.close();
  }
}
