package io.nyala.server.thrift;

import io.nyala.server.session.Session;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.jspecify.annotations.Nullable;

/**
 * Answers of GetInfo, every type of the protocol. The product answers as Hive, because drivers and
 * BI tools choose their dialect by it. Meanings are those of ODBC's SQLGetInfo; 0 stands for "no
 * limit or unknown".
 */
final class ServerInfo {
  /** Hive's version whose answers ours follow, then our own. */
  static final String VERSION = "4.0.1-nyala-0.1.0";

  private static final int IDENTIFIER_LENGTH = 128;
  private static final int STATEMENT_LENGTH = 16 << 20;

  private static final String KEYWORDS =
      String.join(
          ",",
          "ADD,ADMIN,AFTER,ANALYZE,ARCHIVE,ASC,BEFORE,BUCKET,BUCKETS,CASCADE,CHANGE,CLUSTER,CLUSTERED,CLUSTERSTATUS",
          "COLLECTION,COLUMNS,COMMENT,COMPACT,COMPACTIONS,COMPUTE,CONCATENATE,CONTINUE,DATA,DATABASES,DATETIME,DAY",
          "DBPROPERTIES,DEFERRED,DEFINED,DELIMITED,DEPENDENCY,DESC,DIRECTORIES,DIRECTORY,DISABLE,DISTRIBUTE,ELEM_TYPE",
          "ENABLE,ESCAPED,EXCLUSIVE,EXPLAIN,EXPORT,FIELDS,FILE,FILEFORMAT,FIRST,FORMAT,FORMATTED,FUNCTIONS,HOLD_DDLTIME",
          "HOUR,IDXPROPERTIES,IGNORE,INDEX,INDEXES,INPATH,INPUTDRIVER,INPUTFORMAT,ITEMS,JAR,KEYS,KEY_TYPE,LIMIT,LINES,LOAD",
          "LOCATION,LOCK,LOCKS,LOGICAL,LONG,MAPJOIN,MATERIALIZED,METADATA,MINUS,MINUTE,MONTH,MSCK,NOSCAN,NO_DROP,OFFLINE",
          "OPTION,OUTPUTDRIVER,OUTPUTFORMAT,OVERWRITE,OWNER,PARTITIONED,PARTITIONS,PLUS,PRETTY,PRINCIPALS,PROTECTION,PURGE",
          "READ,READONLY,REBUILD,RECORDREADER,RECORDWRITER,REGEXP,RELOAD,RENAME,REPAIR,REPLACE,REPLICATION,RESTRICT",
          "REWRITE,RLIKE,ROLE,ROLES,SCHEMA,SCHEMAS,SECOND,SEMI,SERDE,SERDEPROPERTIES,SERVER,SETS,SHARED,SHOW,SHOW_DATABASE",
          "SKEWED,SORT,SORTED,SSL,STATISTICS,STORED,STREAMTABLE,STRING,STRUCT,TABLES,TBLPROPERTIES,TEMPORARY,TERMINATED",
          "TINYINT,TOUCH,TRANSACTIONS,UNARCHIVE,UNDO,UNIONTYPE,UNLOCK,UNSET,UNSIGNED,URI,USE,UTC,UTCTIMESTAMP,VALUE_TYPE",
          "VIEW,WHILE,YEAR");

  private ServerInfo() {}

  /**
   * @throws NyalaException NOT_SUPPORTED for a type that the protocol does not know
   */
  static TGetInfoValue value(@Nullable TGetInfoType type, Session session) {
    if (type == null) {
      throw new NyalaException(ErrorCode.NOT_SUPPORTED, "This type of GetInfo is not known.");
    }
    return switch (type) {
      case CLI_SERVER_NAME -> text("Hive");
      case CLI_DBMS_NAME -> text("Apache Hive");
      case CLI_DBMS_VER -> text(VERSION);
      case CLI_ODBC_KEYWORDS -> text(KEYWORDS);
      case CLI_USER_NAME -> text(session.identity().user());
      case CLI_DATA_SOURCE_NAME, CLI_COLLATION_SEQ -> text("");
      case CLI_SEARCH_PATTERN_ESCAPE -> text("\\");
      case CLI_IDENTIFIER_QUOTE_CHAR -> text("`");
      case CLI_SPECIAL_CHARACTERS -> text("_");
      case CLI_XOPEN_CLI_YEAR -> text("1995");
      case CLI_ACCESSIBLE_TABLES, CLI_DESCRIBE_PARAMETER, CLI_INTEGRITY -> text("N");
      case CLI_ACCESSIBLE_PROCEDURES,
          CLI_DATA_SOURCE_READ_ONLY,
          CLI_ORDER_BY_COLUMNS_IN_SELECT,
          CLI_CATALOG_NAME ->
          text("N");
      case CLI_MAX_COLUMN_NAME_LEN,
          CLI_MAX_SCHEMA_NAME_LEN,
          CLI_MAX_TABLE_NAME_LEN,
          CLI_MAX_IDENTIFIER_LEN ->
          length(IDENTIFIER_LENGTH);
      case CLI_MAX_STATEMENT_LEN -> length(STATEMENT_LENGTH);
      case CLI_MAX_CURSOR_NAME_LEN,
          CLI_MAX_CATALOG_NAME_LEN,
          CLI_MAX_USER_NAME_LEN,
          CLI_MAX_ROW_SIZE,
          CLI_MAX_INDEX_SIZE ->
          length(0);
      case CLI_MAX_DRIVER_CONNECTIONS,
          CLI_MAX_CONCURRENT_ACTIVITIES,
          CLI_MAX_COLUMNS_IN_GROUP_BY,
          CLI_MAX_COLUMNS_IN_INDEX,
          CLI_MAX_COLUMNS_IN_ORDER_BY,
          CLI_MAX_COLUMNS_IN_SELECT,
          CLI_MAX_COLUMNS_IN_TABLE,
          CLI_MAX_TABLES_IN_SELECT,
          CLI_TXN_CAPABLE,
          CLI_CURSOR_COMMIT_BEHAVIOR ->
          number(0);
      case CLI_IDENTIFIER_CASE -> number(2); // SQL_IC_LOWER
      case CLI_NULL_COLLATION -> number(1); // SQL_NC_LOW
      case CLI_FETCH_DIRECTION -> bits(1); // SQL_FD_FETCH_NEXT
      case CLI_SCROLL_CONCURRENCY -> bits(1); // SQL_SCCO_READ_ONLY
      case CLI_OJ_CAPABILITIES ->
          bits(0x7F); // left, right, full, nested, any order, inner, all comparisons
      case CLI_DEFAULT_TXN_ISOLATION, CLI_TXN_ISOLATION_OPTION, CLI_GETDATA_EXTENSIONS -> bits(0);
      case CLI_ALTER_TABLE, CLI_CURSOR_SENSITIVITY -> bits(0);
    };
  }

  private static TGetInfoValue text(String value) {
    return TGetInfoValue.stringValue(value);
  }

  private static TGetInfoValue length(long value) {
    return TGetInfoValue.lenValue(value);
  }

  private static TGetInfoValue number(int value) {
    return TGetInfoValue.smallIntValue((short) value);
  }

  private static TGetInfoValue bits(int value) {
    return TGetInfoValue.integerBitmask(value);
  }
}
