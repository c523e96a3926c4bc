package io.nyala.storage.metastore;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.storage.hdfs.HdfsAccess;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.InvalidInputException;
import org.apache.hadoop.hive.metastore.api.InvalidObjectException;
import org.apache.hadoop.hive.metastore.api.InvalidOperationException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.UnknownDBException;
import org.apache.hadoop.hive.metastore.api.UnknownTableException;
import org.apache.thrift.TException;

/** The metastore's exceptions in the words that Hive shows them with. */
final class MetastoreErrors {
  private static final String DDL_TASK =
      "Execution Error, return code 40000 from org.apache.hadoop.hive.ql.ddl.DDLTask. ";

  private MetastoreErrors() {}

  /**
   * What a client sees of a failed call; {@code what} names the call for faults that are not the
   * user's.
   */
  static NyalaException translate(String what, TException e) {
    if (e instanceof AlreadyExistsException) {
      return ddl(ErrorCode.TABLE_EXISTS, "AlreadyExistsException", e);
    }
    if (e instanceof NoSuchObjectException
        || e instanceof UnknownDBException
        || e instanceof UnknownTableException
        || e instanceof InvalidOperationException
        || e instanceof InvalidObjectException
        || e instanceof InvalidInputException) {
      return ddl(ErrorCode.DDL_FAILED, e.getClass().getSimpleName(), e);
    }
    if (e instanceof MetaException) {
      return ddl(ErrorCode.METASTORE_ERROR, "MetaException", e);
    }
    return new NyalaException(
        ErrorCode.METASTORE_ERROR,
        "The metastore failed (" + what + "): " + HdfsAccess.firstLine(e),
        e);
  }

  private static NyalaException ddl(ErrorCode code, String name, TException e) {
    return new NyalaException(
        code, DDL_TASK + name + "(message:" + HdfsAccess.firstLine(e) + ")", e);
  }
}
