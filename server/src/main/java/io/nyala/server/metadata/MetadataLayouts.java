package io.nyala.server.metadata;

import static io.nyala.spi.type.DataType.BOOLEAN;
import static io.nyala.spi.type.DataType.INT;
import static io.nyala.spi.type.DataType.SMALLINT;
import static io.nyala.spi.type.DataType.STRING;
import static io.nyala.spi.type.DataType.TINYINT;

import io.nyala.server.query.ResultSchema;
import io.nyala.server.query.ResultSchema.ResultColumn;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** Names and types of the columns of metadata results, exactly HiveServer2's. */
final class MetadataLayouts {
  static final ResultSchema TYPE_INFO =
      schema(
          "TYPE_NAME", STRING,
          "DATA_TYPE", INT,
          "PRECISION", INT,
          "LITERAL_PREFIX", STRING,
          "LITERAL_SUFFIX", STRING,
          "CREATE_PARAMS", STRING,
          "NULLABLE", SMALLINT,
          "CASE_SENSITIVE", BOOLEAN,
          "SEARCHABLE", SMALLINT,
          "UNSIGNED_ATTRIBUTE", BOOLEAN,
          "FIXED_PREC_SCALE", BOOLEAN,
          "AUTO_INCREMENT", BOOLEAN,
          "LOCAL_TYPE_NAME", STRING,
          "MINIMUM_SCALE", SMALLINT,
          "MAXIMUM_SCALE", SMALLINT,
          "SQL_DATA_TYPE", INT,
          "SQL_DATETIME_SUB", INT,
          "NUM_PREC_RADIX", INT);

  static final ResultSchema CATALOGS = schema("TABLE_CAT", STRING);

  static final ResultSchema SCHEMAS = schema("TABLE_SCHEM", STRING, "TABLE_CATALOG", STRING);

  static final ResultSchema TABLE_TYPES = schema("TABLE_TYPE", STRING);

  static final ResultSchema TABLES =
      schema(
          "TABLE_CAT", STRING,
          "TABLE_SCHEM", STRING,
          "TABLE_NAME", STRING,
          "TABLE_TYPE", STRING,
          "REMARKS", STRING,
          "TYPE_CAT", STRING,
          "TYPE_SCHEM", STRING,
          "TYPE_NAME", STRING,
          "SELF_REFERENCING_COL_NAME", STRING,
          "REF_GENERATION", STRING);

  static final ResultSchema COLUMNS =
      schema(
          "TABLE_CAT", STRING,
          "TABLE_SCHEM", STRING,
          "TABLE_NAME", STRING,
          "COLUMN_NAME", STRING,
          "DATA_TYPE", INT,
          "TYPE_NAME", STRING,
          "COLUMN_SIZE", INT,
          "BUFFER_LENGTH", TINYINT,
          "DECIMAL_DIGITS", INT,
          "NUM_PREC_RADIX", INT,
          "NULLABLE", INT,
          "REMARKS", STRING,
          "COLUMN_DEF", STRING,
          "SQL_DATA_TYPE", INT,
          "SQL_DATETIME_SUB", INT,
          "CHAR_OCTET_LENGTH", INT,
          "ORDINAL_POSITION", INT,
          "IS_NULLABLE", STRING,
          "SCOPE_CATALOG", STRING,
          "SCOPE_SCHEMA", STRING,
          "SCOPE_TABLE", STRING,
          "SOURCE_DATA_TYPE", SMALLINT,
          "IS_AUTO_INCREMENT", STRING);

  static final ResultSchema FUNCTIONS =
      schema(
          "FUNCTION_CAT", STRING,
          "FUNCTION_SCHEM", STRING,
          "FUNCTION_NAME", STRING,
          "REMARKS", STRING,
          "FUNCTION_TYPE", INT,
          "SPECIFIC_NAME", STRING);

  static final ResultSchema PRIMARY_KEYS =
      schema(
          "TABLE_CAT", STRING,
          "TABLE_SCHEM", STRING,
          "TABLE_NAME", STRING,
          "COLUMN_NAME", STRING,
          "KEY_SEQ", INT,
          "PK_NAME", STRING);

  static final ResultSchema CROSS_REFERENCE =
      schema(
          "PKTABLE_CAT", STRING,
          "PKTABLE_SCHEM", STRING,
          "PKTABLE_NAME", STRING,
          "PKCOLUMN_NAME", STRING,
          "FKTABLE_CAT", STRING,
          "FKTABLE_SCHEM", STRING,
          "FKTABLE_NAME", STRING,
          "FKCOLUMN_NAME", STRING,
          "KEQ_SEQ", INT,
          "UPDATE_RULE", INT,
          "DELETE_RULE", INT,
          "FK_NAME", STRING,
          "PK_NAME", STRING,
          "DEFERRABILITY", INT);

  private MetadataLayouts() {}

  private static ResultSchema schema(Object... namesAndTypes) {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new ResultColumn((String) namesAndTypes[i], (DataType) namesAndTypes[i + 1], ""));
    }
    return new ResultSchema(columns);
  }
}
