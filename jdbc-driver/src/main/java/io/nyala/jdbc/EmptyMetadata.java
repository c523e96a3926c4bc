package io.nyala.jdbc;

import java.util.ArrayList;
import java.util.List;

/** Results without rows for what the server does not have, with the columns JDBC prescribes. */
final class EmptyMetadata {
  static final String PROCEDURES =
      "PROCEDURE_CAT,PROCEDURE_SCHEM,PROCEDURE_NAME,RESERVED1,RESERVED2,RESERVED3,REMARKS,"
          + "PROCEDURE_TYPE:i,SPECIFIC_NAME";
  static final String PROCEDURE_COLUMNS =
      "PROCEDURE_CAT,PROCEDURE_SCHEM,PROCEDURE_NAME,COLUMN_NAME,COLUMN_TYPE:i,DATA_TYPE:i,"
          + "TYPE_NAME,PRECISION:i,LENGTH:i,SCALE:i,RADIX:i,NULLABLE:i,REMARKS,COLUMN_DEF,"
          + "SQL_DATA_TYPE:i,SQL_DATETIME_SUB:i,CHAR_OCTET_LENGTH:i,ORDINAL_POSITION:i,"
          + "IS_NULLABLE,SPECIFIC_NAME";
  static final String COLUMN_PRIVILEGES =
      "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,GRANTOR,GRANTEE,PRIVILEGE,IS_GRANTABLE";
  static final String TABLE_PRIVILEGES =
      "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,GRANTOR,GRANTEE,PRIVILEGE,IS_GRANTABLE";
  static final String ROW_IDENTIFIER =
      "SCOPE:i,COLUMN_NAME,DATA_TYPE:i,TYPE_NAME,COLUMN_SIZE:i,BUFFER_LENGTH:i,DECIMAL_DIGITS:i,"
          + "PSEUDO_COLUMN:i";
  static final String KEYS =
      "PKTABLE_CAT,PKTABLE_SCHEM,PKTABLE_NAME,PKCOLUMN_NAME,FKTABLE_CAT,FKTABLE_SCHEM,"
          + "FKTABLE_NAME,FKCOLUMN_NAME,KEY_SEQ:i,UPDATE_RULE:i,DELETE_RULE:i,FK_NAME,PK_NAME,"
          + "DEFERRABILITY:i";
  static final String INDEXES =
      "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,NON_UNIQUE:b,INDEX_QUALIFIER,INDEX_NAME,TYPE:i,"
          + "ORDINAL_POSITION:i,COLUMN_NAME,ASC_OR_DESC,CARDINALITY:l,PAGES:l,FILTER_CONDITION";
  static final String USER_TYPES =
      "TYPE_CAT,TYPE_SCHEM,TYPE_NAME,CLASS_NAME,DATA_TYPE:i,REMARKS,BASE_TYPE:i";
  static final String SUPER_TYPES =
      "TYPE_CAT,TYPE_SCHEM,TYPE_NAME,SUPERTYPE_CAT,SUPERTYPE_SCHEM,SUPERTYPE_NAME";
  static final String SUPER_TABLES = "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,SUPERTABLE_NAME";
  static final String ATTRIBUTES =
      "TYPE_CAT,TYPE_SCHEM,TYPE_NAME,ATTR_NAME,DATA_TYPE:i,ATTR_TYPE_NAME,ATTR_SIZE:i,"
          + "DECIMAL_DIGITS:i,NUM_PREC_RADIX:i,NULLABLE:i,REMARKS,ATTR_DEF,SQL_DATA_TYPE:i,"
          + "SQL_DATETIME_SUB:i,CHAR_OCTET_LENGTH:i,ORDINAL_POSITION:i,IS_NULLABLE,SCOPE_CATALOG,"
          + "SCOPE_SCHEMA,SCOPE_TABLE,SOURCE_DATA_TYPE:i";
  static final String CLIENT_INFO = "NAME,MAX_LEN:i,DEFAULT_VALUE,DESCRIPTION";
  static final String FUNCTION_COLUMNS =
      "FUNCTION_CAT,FUNCTION_SCHEM,FUNCTION_NAME,COLUMN_NAME,COLUMN_TYPE:i,DATA_TYPE:i,TYPE_NAME,"
          + "PRECISION:i,LENGTH:i,SCALE:i,RADIX:i,NULLABLE:i,REMARKS,CHAR_OCTET_LENGTH:i,"
          + "ORDINAL_POSITION:i,IS_NULLABLE,SPECIFIC_NAME";
  static final String PSEUDO_COLUMNS =
      "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,DATA_TYPE:i,COLUMN_SIZE:i,DECIMAL_DIGITS:i,"
          + "NUM_PREC_RADIX:i,COLUMN_USAGE,REMARKS,CHAR_OCTET_LENGTH:i,IS_NULLABLE";

  private EmptyMetadata() {}

  /**
   * @param layout names; {@code :i}, {@code :l} and {@code :b} stand for INT, BIGINT and BOOLEAN
   */
  static NyalaResultSet of(String layout) {
    List<ColumnInfo> columns = new ArrayList<>();
    for (String column : layout.split(",")) {
      int colon = column.indexOf(':');
      String name = colon < 0 ? column : column.substring(0, colon);
      columns.add(new ColumnInfo(name, type(column.substring(name.length())), 0, 0));
    }
    return new NyalaResultSet(null, RowSource.of(columns, new Page(0, List.of())), 1, 0);
  }

  private static JdbcType type(String suffix) {
    switch (suffix) {
      case ":i":
        return JdbcType.INT;
      case ":l":
        return JdbcType.BIGINT;
      case ":b":
        return JdbcType.BOOLEAN;
      default:
        return JdbcType.STRING;
    }
  }
}
