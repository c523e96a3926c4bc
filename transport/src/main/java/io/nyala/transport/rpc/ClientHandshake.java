package io.nyala.transport.rpc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.transport.sasl.GssapiInitiator;
import io.nyala.transport.sasl.SaslSession;
import io.nyala.transport.sasl.ServicePrincipal;
import io.nyala.transport.wire.MalformedFrameException;
import io.nyala.transport.wire.SaslFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/** The calling side of the handshake; strictly one frame each way at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot be acted upon further
final class ClientHandshake extends SimpleChannelInboundHandler<SaslFrame> {
  private final GssapiInitiator initiator;
  private final ServicePrincipal target;
  private final RpcChannel channel;
  private final SecureRandom randomness;
  private final Executor executor;
  private final Outcome outcome;

  private GssapiInitiator.@Nullable Handshake handshake;
  private @Nullable SaslSession session;
  private @Nullable Hello hello;
  private boolean done;

  /** Called once, on the event loop. */
  interface Outcome {
    void established(ChannelHandlerContext context, RecordCipher.Pair ciphers);

    void failed(ChannelHandlerContext context, NyalaException failure);
  }

  ClientHandshake(
      GssapiInitiator initiator,
      ServicePrincipal target,
      RpcChannel channel,
      SecureRandom randomness,
      Executor executor,
      Outcome outcome) {
    this.initiator = initiator;
    this.target = target;
    this.channel = channel;
    this.randomness = randomness;
    this.executor = executor;
    this.outcome = outcome;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    submit(
        context,
        () -> {
          GssapiInitiator.Handshake begun = initiator.begin(target);
          handshake = begun;
          send(context, SaslFrame.Status.START, begun.evaluate(new byte[0]));
        });
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, SaslFrame frame) {
    SaslFrame.Negotiation negotiation = (SaslFrame.Negotiation) frame;
    switch (negotiation.status()) {
      case OK, COMPLETE -> submit(context, () -> step(context, negotiation));
      case START, BAD, ERROR ->
          // the end of the connection follows at once, so this must not wait for another thread
          fail(
              context,
              new SaslException(new String(negotiation.payload(), StandardCharsets.UTF_8)));
    }
  }

  /** A step of the handshake. */
  private interface Step {
    void run() throws IOException, GeneralSecurityException;
  }

  private void submit(ChannelHandlerContext context, Step step) {
    try {
      executor.execute(
          () -> {
            try {
              step.run();
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
              context.executor().execute(() -> fail(context, e));
            }
          });
    } catch (RejectedExecutionException e) {
      fail(context, e);
    }
  }

  private void step(ChannelHandlerContext context, SaslFrame.Negotiation frame)
      throws IOException, GeneralSecurityException {
    GssapiInitiator.Handshake current = handshake;
    if (current == null) {
      throw new MalformedFrameException("a frame out of turn");
    }
    Hello ours = hello;
    if (ours != null && session != null) {
      Hello theirs = Hello.unwrap(session, frame.payload());
      RecordCipher.Pair ciphers = RecordCipher.client(ours.random(), theirs.random());
      context
          .executor()
          .execute(
              () -> {
                done = true;
                outcome.established(context, ciphers);
              });
      return;
    }
    if (frame.status() == SaslFrame.Status.OK) {
      send(context, SaslFrame.Status.OK, current.evaluate(frame.payload()));
      return;
    }
    SaslSession established = current.session();
    Hello first = Hello.create(channel, randomness);
    session = established;
    hello = first;
    send(context, SaslFrame.Status.OK, first.wrap(established));
  }

  private static void send(ChannelHandlerContext context, SaslFrame.Status status, byte[] payload) {
    context.writeAndFlush(new SaslFrame.Negotiation(status, payload).encode());
  }

  private void fail(ChannelHandlerContext context, Throwable error) {
    if (done) {
      return;
    }
    done = true;
    boolean refused = error instanceof SaslException || error instanceof MalformedFrameException;
    outcome.failed(
        context,
        new NyalaException(
            refused ? ErrorCode.AUTHENTICATION_FAILED : ErrorCode.EXECUTOR_LOST,
            "No authenticated connection to "
                + target
                + " at "
                + context.channel().remoteAddress()
                + ": "
                + error.getMessage()
                + (error.getCause() == null ? "" : " (" + error.getCause().getMessage() + ")"),
            error));
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(context, new IOException("the connection was closed during the handshake"));
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    GssapiInitiator.Handshake current = handshake;
    if (current != null) {
      current.dispose();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    fail(context, error.getCause() instanceof MalformedFrameException m ? m : error);
  }
}
