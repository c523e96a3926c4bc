package io.nyala.server.ddl;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;

/** The words that Hive puts before what went wrong in a DDL task; clients parse them. */
final class DdlErrors {
  static final String TASK =
      "Execution Error, return code 40000 from org.apache.hadoop.hive.ql.ddl.DDLTask. ";

  private DdlErrors() {}

  static NyalaException failed(String message) {
    return new NyalaException(ErrorCode.DDL_FAILED, TASK + message);
  }
}
