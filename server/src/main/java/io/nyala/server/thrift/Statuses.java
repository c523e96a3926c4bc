package io.nyala.server.thrift;

import io.nyala.server.operation.ClientErrors;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;

/** Outcomes of calls as Thrift statuses. */
final class Statuses {
  private Statuses() {}

  static TStatus success() {
    return new TStatus(TStatusCode.SUCCESS_STATUS);
  }

  /**
   * An error as HiveServer2 sends it. The info message is how hive-jdbc rebuilds the server's
   * exception: class, message, length of the stack trace and number of own frames; no frames of
   * ours are sent.
   */
  static TStatus error(Throwable failure) {
    NyalaException known = ClientErrors.general(failure);
    String message = String.valueOf(known.getMessage());
    TStatus status =
        new TStatus(
            known.code() == ErrorCode.INVALID_HANDLE
                ? TStatusCode.INVALID_HANDLE_STATUS
                : TStatusCode.ERROR_STATUS);
    status.setErrorMessage(message);
    status.setSqlState(known.code().sqlState());
    status.setErrorCode(known.code().vendorCode());
    status.setInfoMessages(
        List.of("*org.apache.hive.service.cli.HiveSQLException:" + message + ":0:-1"));
    return status;
  }
}
