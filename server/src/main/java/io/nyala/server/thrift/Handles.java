package io.nyala.server.thrift;

import io.nyala.server.operation.Operation;
import io.nyala.server.operation.OperationKind;
import io.nyala.server.session.HandleId;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.jspecify.annotations.Nullable;

/** Handles to and from Thrift. */
final class Handles {
  private static final int HALF_BYTES = 16;

  private Handles() {}

  /** The two halves as a client sent them; not yet checked against anything. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Claim(UUID guid, byte[] secret) {}

  static TSessionHandle session(HandleId id) {
    return new TSessionHandle(identifier(id));
  }

  static TOperationHandle operation(Operation operation) {
    return new TOperationHandle(
        identifier(operation.id()), type(operation.kind()), operation.schema().isPresent());
  }

  private static THandleIdentifier identifier(HandleId id) {
    THandleIdentifier identifier = new THandleIdentifier();
    identifier.setGuid(id.guidBytes());
    identifier.setSecret(id.secretBytes());
    return identifier;
  }

  static Claim claim(@Nullable TSessionHandle handle) {
    return claim(handle == null ? null : handle.getSessionId(), "SessionHandle");
  }

  static Claim claim(@Nullable TOperationHandle handle) {
    return claim(handle == null ? null : handle.getOperationId(), "OperationHandle");
  }

  private static Claim claim(@Nullable THandleIdentifier identifier, String what) {
    if (identifier == null
        || identifier.getGuid() == null
        || identifier.getSecret() == null
        || identifier.getGuid().length != HALF_BYTES) {
      throw new NyalaException(
          ErrorCode.INVALID_HANDLE, "Invalid " + what + ": it must have 16 bytes in each half");
    }
    ByteBuffer guid = ByteBuffer.wrap(identifier.getGuid());
    return new Claim(new UUID(guid.getLong(), guid.getLong()), identifier.getSecret());
  }

  private static TOperationType type(OperationKind kind) {
    return switch (kind) {
      case STATEMENT -> TOperationType.EXECUTE_STATEMENT;
      case TYPE_INFO -> TOperationType.GET_TYPE_INFO;
      case CATALOGS -> TOperationType.GET_CATALOGS;
      case SCHEMAS -> TOperationType.GET_SCHEMAS;
      case TABLES -> TOperationType.GET_TABLES;
      case TABLE_TYPES -> TOperationType.GET_TABLE_TYPES;
      case COLUMNS -> TOperationType.GET_COLUMNS;
      case FUNCTIONS, PRIMARY_KEYS, CROSS_REFERENCE -> TOperationType.GET_FUNCTIONS;
    };
  }
}
