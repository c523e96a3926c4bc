package io.nyala.server.thrift;

import io.nyala.server.metadata.MetadataService;
import io.nyala.server.operation.OperationService;
import io.nyala.server.session.SessionRegistry;
import io.nyala.spi.security.UserIdentity;
import io.nyala.transport.framed.MessageHandler;
import io.nyala.transport.framed.Peer;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages and lets the calls of their connection answer them. Each connection has its own
 * processor, so who is asking never has to be looked up from a thread. The transport calls it in
 * order per connection.
 */
public final class ThriftEndpoint implements MessageHandler {
  private final SessionRegistry sessions;
  private final OperationService operations;
  private final MetadataService metadata;
  private final BiFunction<String, String, UserIdentity> identities;
  private final Map<Long, TCLIService.Processor<ClientCalls>> processors =
      new ConcurrentHashMap<>();

  /**
   * @param identities from Kerberos principal and client address to the user; throws
   *     AUTHENTICATION_FAILED if nobody is meant
   */
  public ThriftEndpoint(
      SessionRegistry sessions,
      OperationService operations,
      MetadataService metadata,
      BiFunction<String, String, UserIdentity> identities) {
    this.sessions = sessions;
    this.operations = operations;
    this.metadata = metadata;
    this.identities = identities;
  }

  @Override
  public @Nullable ByteBuffer handle(Peer peer, ByteBuffer message) throws TException {
    TCLIService.Processor<ClientCalls> processor =
        processors.computeIfAbsent(
            peer.connectionId(),
            id ->
                new TCLIService.Processor<>(
                    new ClientCalls(peer, sessions, operations, metadata, identities)));
    int length = message.remaining();
    TConfiguration limits =
        TConfiguration.custom()
            .setMaxMessageSize(Math.max(length, TConfiguration.DEFAULT_MAX_FRAME_SIZE))
            .build();
    TMemoryInputTransport in =
        new TMemoryInputTransport(
            limits, message.array(), message.arrayOffset() + message.position(), length);
    ReplyBuffer out = new ReplyBuffer();
    TBinaryProtocol request = new TBinaryProtocol(in, length, length);
    TBinaryProtocol reply = new TBinaryProtocol(out);
    do {
      processor.process(request, reply);
    } while (in.getBytesRemainingInBuffer() > 0);
    return out.length() == 0 ? null : out.toByteBuffer();
  }

  @Override
  public void closed(Peer peer) {
    processors.remove(peer.connectionId());
    sessions.closeOfConnection(peer.connectionId());
  }
}
