package io.nyala.transport.rpc;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.sasl.SaslSession;
import io.nyala.transport.wire.MalformedFrameException;
import io.nyala.transport.wire.SaslFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accepting side of the handshake. Its state belongs to one step at a time: a frame that
 * arrives while the one before is being evaluated breaks the protocol, which alternates strictly.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
final class ServerHandshake extends SimpleChannelInboundHandler<SaslFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerHandshake.class);

  private final GssapiAcceptor acceptor;
  private final Predicate<String> allowed;
  private final SecureRandom randomness;
  private final Executor executor;
  private final Duration timeout;
  private final Upgrade upgrade;

  private GssapiAcceptor.@Nullable Handshake handshake;
  private @Nullable SaslSession session;
  private boolean evaluating;
  private boolean done;
  private @Nullable ScheduledFuture<?> timer;

  /** Replaces the handshake's handlers by those of calls. Runs on the event loop. */
  interface Upgrade {
    void upgrade(
        ChannelHandlerContext context, String principal, Hello hello, RecordCipher.Pair ciphers);
  }

  ServerHandshake(
      GssapiAcceptor acceptor,
      Predicate<String> allowed,
      SecureRandom randomness,
      Executor executor,
      Duration timeout,
      Upgrade upgrade) {
    this.acceptor = acceptor;
    this.allowed = allowed;
    this.randomness = randomness;
    this.executor = executor;
    this.timeout = timeout;
    this.upgrade = upgrade;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> {
                  LOG.info(
                      "{} did not authenticate within {}",
                      context.channel().remoteAddress(),
                      timeout);
                  context.close();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, SaslFrame frame)
      throws MalformedFrameException {
    if (evaluating || done) {
      throw new MalformedFrameException("a frame out of turn");
    }
    evaluating = true;
    try {
      executor.execute(() -> step(context, (SaslFrame.Negotiation) frame));
    } catch (RejectedExecutionException e) {
      LOG.warn("{} is cut off: too many handshakes", context.channel().remoteAddress());
      context.close();
    }
  }

  /** One step, on the handshake threads. */
  private void step(ChannelHandlerContext context, SaslFrame.Negotiation frame) {
    try {
      if (session != null) {
        finish(context, session, frame);
      } else {
        authenticate(context, frame);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      context.executor().execute(() -> exceptionCaught(context, e));
    }
  }

  private void authenticate(ChannelHandlerContext context, SaslFrame.Negotiation frame)
      throws IOException {
    GssapiAcceptor.Handshake current = handshake;
    if (frame.status() == SaslFrame.Status.START && current == null) {
      current = acceptor.begin();
      handshake = current;
    } else if (frame.status() != SaslFrame.Status.OK || current == null) {
      throw new MalformedFrameException("the status " + frame.status() + " is out of order");
    }
    byte[] challenge = current.evaluate(frame.payload());
    if (!current.isComplete()) {
      answer(context, SaslFrame.Status.OK, challenge);
      return;
    }
    SaslSession established = current.session();
    if (!allowed.test(established.principal())) {
      throw new MalformedFrameException(
          established.principal()
              + " may not call this daemon (nyala.internal.allowed.principals)");
    }
    session = established;
    answer(context, SaslFrame.Status.COMPLETE, challenge);
  }

  private void finish(
      ChannelHandlerContext context, SaslSession established, SaslFrame.Negotiation frame)
      throws IOException, GeneralSecurityException {
    Hello theirs = Hello.unwrap(established, frame.payload());
    Hello ours = Hello.create(theirs.channel(), randomness);
    RecordCipher.Pair ciphers = RecordCipher.server(theirs.random(), ours.random());
    byte[] wrapped = ours.wrap(established);
    String principal = established.principal();
    context
        .executor()
        .execute(
            () -> {
              done = true;
              cancelTimer();
              context.writeAndFlush(
                  new SaslFrame.Negotiation(SaslFrame.Status.COMPLETE, wrapped).encode());
              upgrade.upgrade(context, principal, theirs, ciphers);
            });
  }

  private void answer(ChannelHandlerContext context, SaslFrame.Status status, byte[] payload) {
    context
        .executor()
        .execute(
            () -> {
              evaluating = false;
              context.writeAndFlush(new SaslFrame.Negotiation(status, payload).encode());
            });
  }

  private void cancelTimer() {
    ScheduledFuture<?> current = timer;
    if (current != null) {
      current.cancel(false);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancelTimer();
    GssapiAcceptor.Handshake current = handshake;
    if (current != null) {
      current.dispose();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    if (done || !context.channel().isActive()) {
      context.close();
      return;
    }
    done = true;
    context.channel().config().setAutoRead(false);
    Throwable cause = error.getCause() instanceof MalformedFrameException m ? m : error;
    LOG.info("{} is cut off: {}", context.channel().remoteAddress(), cause.toString());
    String reason =
        cause instanceof MalformedFrameException malformed
            ? String.valueOf(malformed.getMessage())
            : "authentication failed";
    context
        .writeAndFlush(
            new SaslFrame.Negotiation(
                    SaslFrame.Status.ERROR, reason.getBytes(StandardCharsets.UTF_8))
                .encode())
        .addListener(ChannelFutureListener.CLOSE);
  }
}
