package io.nyala.transport.framed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.sasl.SaslSession;
import io.nyala.transport.wire.MalformedFrameException;
import io.nyala.transport.wire.SaslFrame;
import io.nyala.transport.wire.SaslFrameDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: first the handshake, then messages. Frames queue here and run one at a time: the
 * next one starts when the reply of the one before has left, which also bounds the replies in
 * memory. Reading pauses while the queue is long.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
final class SaslConnection extends SimpleChannelInboundHandler<SaslFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(SaslConnection.class);
  private static final int QUEUE_LIMIT = 8;

  private final long id;
  private final SaslFrameServerOptions options;
  private final GssapiAcceptor acceptor;
  private final MessageHandler handler;
  private final SaslFrameDecoder decoder;
  private final Executor handshakes;
  private final Executor workers;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Queue<SaslFrame> queue = new ArrayDeque<>();

  @GuardedBy("lock")
  private boolean running;

  @GuardedBy("lock")
  private boolean closed;

  /** Of the tasks of this connection, which run one after the other. */
  private GssapiAcceptor.@Nullable Handshake handshake;

  private @Nullable SaslSession session;
  private @Nullable Peer peer;
  private volatile boolean authenticated;
  private volatile long lastActivityNanos = System.nanoTime();

  /** Of the event loop. */
  private @Nullable ScheduledFuture<?> timer;

  SaslConnection(
      long id,
      SaslFrameServerOptions options,
      GssapiAcceptor acceptor,
      MessageHandler handler,
      SaslFrameDecoder decoder,
      Executor handshakes,
      Executor workers) {
    this.id = id;
    this.options = options;
    this.acceptor = acceptor;
    this.handler = handler;
    this.decoder = decoder;
    this.handshakes = handshakes;
    this.workers = workers;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> {
                  if (!authenticated) {
                    LOG.info(
                        "connection {} from {} did not authenticate within {}",
                        id,
                        context.channel().remoteAddress(),
                        options.handshakeTimeout());
                    context.close();
                  }
                },
                options.handshakeTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, SaslFrame frame) {
    lastActivityNanos = System.nanoTime();
    synchronized (lock) {
      queue.add(frame);
      if (queue.size() >= QUEUE_LIMIT) {
        context.channel().config().setAutoRead(false);
      }
    }
    runNext(context.channel());
  }

  /** Starts the next queued frame unless one is running. Any thread. */
  private void runNext(Channel channel) {
    SaslFrame frame;
    synchronized (lock) {
      if (running || closed) {
        return;
      }
      frame = queue.poll();
      if (frame == null) {
        return;
      }
      running = true;
      if (queue.size() < QUEUE_LIMIT / 2 && !channel.config().isAutoRead()) {
        channel.config().setAutoRead(true);
      }
    }
    submit(authenticated ? workers : handshakes, channel, () -> run(channel, frame));
  }

  private void submit(Executor executor, Channel channel, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.warn("connection {} is closed: the server is overloaded or stopping", id);
      channel.close();
      finish(channel);
    }
  }

  private void run(Channel channel, SaslFrame frame) {
    try {
      if (frame instanceof SaslFrame.Negotiation negotiation) {
        negotiate(channel, negotiation);
      } else {
        serve(channel, frame.payload());
      }
    } catch (SaslException e) {
      fail(channel, "GSS initiate failed", e);
    } catch (MalformedFrameException e) {
      fail(channel, e.getMessage(), e);
    } catch (Exception e) {
      LOG.warn("connection {} is closed after an error", id, e);
      finish(channel);
      channel.close();
    } catch (Error e) {
      finish(channel);
      channel.close();
      throw e;
    }
  }

  private void negotiate(Channel channel, SaslFrame.Negotiation frame) throws IOException {
    switch (frame.status()) {
      case START -> {
        String mechanism = new String(frame.payload(), StandardCharsets.US_ASCII);
        if (handshake != null || !mechanism.equals(GssapiAcceptor.MECHANISM)) {
          throw new MalformedFrameException(
              "Unsupported mechanism type; this server speaks " + GssapiAcceptor.MECHANISM);
        }
        handshake = acceptor.begin();
        finish(channel);
      }
      case OK, COMPLETE -> {
        GssapiAcceptor.Handshake current = handshake;
        if (current == null || authenticated) {
          throw new MalformedFrameException("a handshake begins with a START frame");
        }
        byte[] challenge = current.evaluate(frame.payload());
        if (!current.isComplete()) {
          reply(channel, negotiationFrame(SaslFrame.Status.OK, challenge));
        } else {
          complete(channel, current.session(), challenge);
        }
      }
      case BAD, ERROR -> {
        LOG.info("connection {}: the client gave up its handshake", id);
        channel.close();
      }
    }
  }

  private void complete(Channel channel, SaslSession established, byte[] challenge) {
    session = established;
    peer =
        new Peer(
            id,
            established.principal(),
            (InetSocketAddress) channel.remoteAddress(),
            established.protection());
    LOG.info(
        "connection {} from {} authenticated as {} ({})",
        id,
        channel.remoteAddress(),
        established.principal(),
        established.protection().saslName());
    channel
        .eventLoop()
        .execute(
            () -> {
              decoder.authenticated(options.frameBytes());
              authenticated = true;
              startIdleTimer(channel);
              reply(channel, negotiationFrame(SaslFrame.Status.COMPLETE, challenge));
            });
  }

  private void serve(Channel channel, byte[] frame) throws Exception {
    SaslSession current = session;
    Peer who = peer;
    if (current == null || who == null) {
      throw new MalformedFrameException("a message before the end of the handshake");
    }
    byte[] message = current.wraps() ? current.unwrap(frame, 0, frame.length) : frame;
    ByteBuffer answer = handler.handle(who, ByteBuffer.wrap(message));
    if (answer == null) {
      finish(channel);
      return;
    }
    if (current.wraps()) {
      answer =
          ByteBuffer.wrap(
              current.wrap(
                  answer.array(), answer.arrayOffset() + answer.position(), answer.remaining()));
    }
    ByteBuf header = channel.alloc().buffer(4).writeInt(answer.remaining());
    reply(channel, Unpooled.wrappedBuffer(header, Unpooled.wrappedBuffer(answer)));
  }

  private static ByteBuf negotiationFrame(SaslFrame.Status status, byte[] payload) {
    return new SaslFrame.Negotiation(status, payload).encode();
  }

  private void reply(Channel channel, ByteBuf bytes) {
    channel
        .writeAndFlush(bytes)
        .addListener(
            done -> {
              lastActivityNanos = System.nanoTime();
              finish(channel);
              if (!done.isSuccess()) {
                channel.close();
              }
            });
  }

  /** The running frame is done. */
  private void finish(Channel channel) {
    boolean gone;
    synchronized (lock) {
      running = false;
      gone = closed;
    }
    if (gone) {
      release();
    } else {
      runNext(channel);
    }
  }

  private void fail(Channel channel, String reason, Exception cause) {
    LOG.info("connection {} from {} failed: {}", id, channel.remoteAddress(), causes(cause), cause);
    if (authenticated) {
      finish(channel);
      channel.close();
    } else {
      finish(channel);
      channel
          .writeAndFlush(
              negotiationFrame(SaslFrame.Status.ERROR, reason.getBytes(StandardCharsets.UTF_8)))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static String causes(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = error; t != null; t = t.getCause()) {
      text.append(text.isEmpty() ? "" : " <- ").append(t.getMessage());
    }
    return text.toString();
  }

  private void startIdleTimer(Channel channel) {
    ScheduledFuture<?> handshakeTimer = timer;
    if (handshakeTimer != null) {
      handshakeTimer.cancel(false);
    }
    Duration idle = options.idleTimeout();
    if (idle.isZero()) {
      return;
    }
    long period = Math.max(1_000, idle.toMillis() / 4);
    timer =
        channel
            .eventLoop()
            .scheduleAtFixedRate(
                () -> {
                  boolean busy;
                  synchronized (lock) {
                    busy = running;
                  }
                  if (!busy && System.nanoTime() - lastActivityNanos > idle.toNanos()) {
                    LOG.info("connection {} was idle for {}", id, idle);
                    channel.close();
                  }
                },
                period,
                period,
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ScheduledFuture<?> current = timer;
    if (current != null) {
      current.cancel(false);
    }
    boolean idle;
    synchronized (lock) {
      closed = true;
      idle = !running;
      queue.clear();
    }
    if (idle) {
      release();
    }
    context.fireChannelInactive();
  }

  /** After the last task: frees the security context and tells the handler, once. */
  private void release() {
    synchronized (lock) {
      if (running || !closed) {
        return;
      }
      running = true;
    }
    Runnable farewell =
        () -> {
          if (session != null) {
            session.dispose();
          } else if (handshake != null) {
            handshake.dispose();
          }
          if (peer != null) {
            handler.closed(peer);
          }
        };
    try {
      workers.execute(farewell);
    } catch (RejectedExecutionException e) {
      farewell.run();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    Throwable cause = error.getCause() instanceof MalformedFrameException m ? m : error;
    context.channel().config().setAutoRead(false);
    if (cause instanceof MalformedFrameException malformed) {
      LOG.info(
          "connection {} from {} is cut off: {}",
          id,
          context.channel().remoteAddress(),
          malformed.getMessage());
      if (!authenticated) {
        context
            .writeAndFlush(
                negotiationFrame(
                    SaslFrame.Status.ERROR,
                    malformed.getMessage().getBytes(StandardCharsets.UTF_8)))
            .addListener(ChannelFutureListener.CLOSE);
        return;
      }
    } else if (cause instanceof IOException) {
      LOG.info("connection {} broke: {}", id, cause.getMessage());
    } else {
      LOG.warn("connection {} is closed after an error", id, cause);
    }
    context.close();
  }
}
