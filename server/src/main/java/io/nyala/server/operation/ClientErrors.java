package io.nyala.server.operation;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts failures into the words HiveServer2 uses, which clients parse. */
public final class ClientErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ClientErrors.class);
  private static final String ANY_PREFIX = "Error while ";
  private static final String COMPILING = "Error while compiling statement: ";
  private static final String DDL = "hive.ql.ddl.DDLTask";
  private static final String FAILED = "FAILED: ";
  private static final String RUNNING = "Error while processing statement: ";

  private ClientErrors() {}

  /** What a failed compilation is called. */
  public static NyalaException compiling(String queryId, Throwable failure) {
    return prefixed(COMPILING, queryId, failure);
  }

  /** What a failed execution is called; Hive counts tasks of DDL to the compilation. */
  public static NyalaException running(String queryId, Throwable failure) {
    boolean definition =
        failure instanceof NyalaException known && String.valueOf(known.getMessage()).contains(DDL);
    return prefixed(definition ? COMPILING : RUNNING, queryId, failure);
  }

  private static NyalaException prefixed(String prefix, String queryId, Throwable failure) {
    if (!(failure instanceof NyalaException known)) {
      LOG.error("query {} failed unexpectedly", queryId, failure);
      return new NyalaException(
          ErrorCode.INTERNAL_ERROR,
          prefix + FAILED + "internal error; the server's log has it under query " + queryId,
          failure);
    }
    String message = String.valueOf(known.getMessage());
    boolean complete =
        message.startsWith(ANY_PREFIX)
            || known.code() == ErrorCode.CANCELED
            || known.code() == ErrorCode.TIMED_OUT;
    if (complete) {
      return known;
    }
    String failed = message.startsWith(FAILED) ? message : FAILED + message;
    return new NyalaException(known.code(), prefix + failed, known);
  }

  /** A failure outside statements. */
  public static NyalaException general(Throwable failure) {
    if (failure instanceof NyalaException known) {
      return known;
    }
    LOG.error("a call failed unexpectedly", failure);
    return new NyalaException(
        ErrorCode.INTERNAL_ERROR, "Internal error; the server's log has the details", failure);
  }
}
