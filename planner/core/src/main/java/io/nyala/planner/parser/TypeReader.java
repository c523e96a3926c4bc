package io.nyala.planner.parser;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import java.util.function.IntFunction;

/** Type names. */
final class TypeReader {
  private final TreeText text;

  TypeReader(TreeText text) {
    this.text = text;
  }

  /** Whether a node can be a type at all: how CAST is told from a function call. */
  static boolean isType(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_BOOLEAN,
          HiveParser.TOK_TINYINT,
          HiveParser.TOK_SMALLINT,
          HiveParser.TOK_INT,
          HiveParser.TOK_BIGINT,
          HiveParser.TOK_FLOAT,
          HiveParser.TOK_DOUBLE,
          HiveParser.TOK_DECIMAL,
          HiveParser.TOK_STRING,
          HiveParser.TOK_VARCHAR,
          HiveParser.TOK_CHAR,
          HiveParser.TOK_BINARY,
          HiveParser.TOK_DATE,
          HiveParser.TOK_DATETIME,
          HiveParser.TOK_TIMESTAMP,
          HiveParser.TOK_TIMESTAMPLOCALTZ,
          HiveParser.TOK_INTERVAL_YEAR_MONTH,
          HiveParser.TOK_INTERVAL_DAY_TIME,
          HiveParser.TOK_LIST,
          HiveParser.TOK_MAP,
          HiveParser.TOK_STRUCT,
          HiveParser.TOK_UNIONTYPE ->
          true;
      default -> false;
    };
  }

  DataType type(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_BOOLEAN -> DataType.BOOLEAN;
      case HiveParser.TOK_TINYINT -> DataType.TINYINT;
      case HiveParser.TOK_SMALLINT -> DataType.SMALLINT;
      case HiveParser.TOK_INT -> DataType.INT;
      case HiveParser.TOK_BIGINT -> DataType.BIGINT;
      case HiveParser.TOK_FLOAT -> DataType.FLOAT;
      case HiveParser.TOK_DOUBLE -> DataType.DOUBLE;
      case HiveParser.TOK_DECIMAL -> decimal(node);
      case HiveParser.TOK_STRING -> DataType.STRING;
      case HiveParser.TOK_VARCHAR -> sized(node, DataType.VarcharType::new);
      case HiveParser.TOK_CHAR -> sized(node, DataType.CharType::new);
      case HiveParser.TOK_BINARY -> DataType.BINARY;
      case HiveParser.TOK_DATE -> DataType.DATE;
      case HiveParser.TOK_TIMESTAMP -> DataType.TIMESTAMP;
      case HiveParser.TOK_INTERVAL_YEAR_MONTH -> DataType.INTERVAL_YEAR_MONTH;
      case HiveParser.TOK_INTERVAL_DAY_TIME -> DataType.INTERVAL_DAY_TIME;
      default ->
          throw text.notSupported(
              node, "the type '" + text.source(text.location(node)).strip() + "'");
    };
  }

  private DataType decimal(ASTNode node) {
    int precision = node.getChildCount() > 0 ? number(node.child(0)) : 10;
    int scale = node.getChildCount() > 1 ? number(node.child(1)) : 0;
    try {
      return new DataType.DecimalType(precision, scale);
    } catch (IllegalArgumentException e) {
      throw invalid(node, "Decimal precision must be 1 to 38 and scale 0 to the precision", e);
    }
  }

  private DataType sized(ASTNode node, IntFunction<DataType> type) {
    try {
      return type.apply(number(node.child(0)));
    } catch (IllegalArgumentException e) {
      throw invalid(node, "Length must be 1 to 255 for CHAR and 1 to 65535 for VARCHAR", e);
    }
  }

  private static int number(ASTNode node) {
    try {
      return Integer.parseInt(node.getText());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private NyalaException invalid(ASTNode node, String rule, Exception cause) {
    Location location = text.location(node);
    return new NyalaException(
        ErrorCode.SEMANTIC_ERROR,
        "SemanticException Line " + location + " " + rule + " '" + text.source(location) + "'",
        cause);
  }
}
