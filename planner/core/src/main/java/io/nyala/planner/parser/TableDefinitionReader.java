package io.nyala.planner.parser;

import static io.nyala.planner.parser.TreeText.children;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.parser.DefinitionStatement.BucketDefinition;
import io.nyala.planner.parser.DefinitionStatement.ColumnDefinition;
import io.nyala.planner.parser.DefinitionStatement.CreateTable;
import io.nyala.planner.parser.DefinitionStatement.SortColumn;
import io.nyala.planner.parser.DefinitionStatement.StorageClause;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE and CREATE TABLE AS. One reader per statement: it collects the clauses as they come.
 */
final class TableDefinitionReader {
  private final TreeText text;
  private final TypeReader types;
  private final QueryReader queries;

  private boolean external;
  private boolean ifNotExists;
  private List<ColumnDefinition> columns = List.of();
  private List<ColumnDefinition> partitionColumns = List.of();
  private List<Identifier> partitionNames = List.of();
  private Optional<BucketDefinition> buckets = Optional.empty();
  private Optional<String> fileFormat = Optional.empty();
  private Optional<String> inputFormat = Optional.empty();
  private Optional<String> outputFormat = Optional.empty();
  private Optional<String> serde = Optional.empty();
  private final Map<String, String> serdeProperties = new LinkedHashMap<>();
  private Optional<String> comment = Optional.empty();
  private Optional<String> location = Optional.empty();
  private Map<String, String> properties = Map.of();
  private @Nullable ASTNode query;

  TableDefinitionReader(TreeText text, QueryReader queries) {
    this.text = text;
    this.types = new TypeReader(text);
    this.queries = queries;
  }

  DefinitionStatement read(ASTNode node) {
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      clause(child);
    }
    CreateTable table =
        new CreateTable(
            text.tableName(node.child(0)),
            external,
            ifNotExists,
            columns,
            partitionColumns,
            buckets,
            new StorageClause(fileFormat, inputFormat, outputFormat, serde, serdeProperties),
            comment,
            location,
            properties);
    if (query == null) {
      if (!partitionNames.isEmpty()) {
        throw text.notSupported(node, "PARTITIONED BY names without types outside CREATE TABLE AS");
      }
      return table;
    }
    if (!columns.isEmpty() || !partitionColumns.isEmpty()) {
      throw text.notSupported(node, "a column list in CREATE TABLE AS");
    }
    return new DefinitionStatement.CreateTableAsSelect(table, partitionNames, queries.query(query));
  }

  private void clause(ASTNode node) {
    switch (node.getType()) {
      case HiveParser.KW_EXTERNAL -> external = true;
      case HiveParser.TOK_IFNOTEXISTS -> ifNotExists = true;
      case HiveParser.TOK_TABCOLLIST -> columns = columns(node);
      case HiveParser.TOK_TABLEPARTCOLS -> partitionColumns = columns(flatten(node));
      case HiveParser.TOK_TABLEPARTCOLNAMES -> partitionNames = text.identifiers(node);
      case HiveParser.TOK_ALTERTABLE_BUCKETS -> buckets = Optional.of(buckets(node));
      case HiveParser.TOK_TABLEROWFORMAT -> rowFormat(node.child(0));
      case HiveParser.TOK_TABLESERIALIZER -> serializer(node.child(0));
      case HiveParser.TOK_FILEFORMAT_GENERIC ->
          fileFormat = Optional.of(node.child(0).getText().toUpperCase(Locale.ROOT));
      case HiveParser.TOK_TABLEFILEFORMAT -> {
        if (node.getChildCount() != 2) {
          throw text.notSupported(node, "INPUTDRIVER and OUTPUTDRIVER");
        }
        inputFormat = Optional.of(text.string(node.child(0)));
        outputFormat = Optional.of(text.string(node.child(1)));
      }
      case HiveParser.TOK_TABLECOMMENT -> comment = Optional.of(text.string(node.child(0)));
      case HiveParser.TOK_TABLELOCATION -> location = Optional.of(text.string(node.child(0)));
      case HiveParser.TOK_TABLEPROPERTIES -> properties = text.properties(node);
      case HiveParser.TOK_QUERY -> query = node;
      case HiveParser.TOK_LIKETABLE -> {
        // CREATE TABLE … LIKE has a child; an empty node only says that the clause is absent
        if (node.getChildCount() > 0) {
          throw text.notSupported(node, "CREATE TABLE LIKE; use CREATE TABLE AS");
        }
      }
      case HiveParser.KW_TEMPORARY -> throw text.notSupported(node, "temporary tables");
      case HiveParser.KW_TRANSACTIONAL -> throw text.notSupported(node, "transactional tables");
      case HiveParser.KW_MANAGED -> throw text.notSupported(node, "managed tables");
      case HiveParser.TOK_STORAGEHANDLER ->
          throw text.notSupported(node, "STORED BY (storage handlers)");
      case HiveParser.TOK_TABLESKEWED -> throw text.notSupported(node, "SKEWED BY");
      case HiveParser.TOK_TABLEPARTCOLSBYSPEC ->
          throw text.notSupported(node, "PARTITIONED BY SPEC");
      default -> throw text.unexpected(node);
    }
  }

  private static ASTNode flatten(ASTNode node) {
    return node.getChildCount() == 1 && node.child(0).getType() == HiveParser.TOK_TABCOLLIST
        ? node.child(0)
        : node;
  }

  private List<ColumnDefinition> columns(ASTNode list) {
    List<ColumnDefinition> definitions = new ArrayList<>();
    for (ASTNode child : children(list)) {
      if (child.getType() != HiveParser.TOK_TABCOL) {
        throw text.notSupported(child, "constraints of tables");
      }
      Optional<String> columnComment = Optional.empty();
      for (ASTNode extra : children(child).subList(2, child.getChildCount())) {
        if (extra.getType() != HiveParser.StringLiteral) {
          throw text.notSupported(extra, "constraints of columns");
        }
        columnComment = Optional.of(text.string(extra));
      }
      definitions.add(
          new ColumnDefinition(
              text.identifier(child.child(0)), types.type(child.child(1)), columnComment));
    }
    return definitions;
  }

  private BucketDefinition buckets(ASTNode node) {
    List<SortColumn> sortColumns = new ArrayList<>();
    ASTNode last = node.child(node.getChildCount() - 1);
    if (node.getChildCount() == 3) {
      for (ASTNode item : children(node.child(1))) {
        sortColumns.add(
            new SortColumn(
                text.identifier(item.child(0).child(0)),
                item.getType() == HiveParser.TOK_TABSORTCOLNAMEDESC));
      }
    }
    int count;
    try {
      count = Integer.parseInt(last.getText());
    } catch (NumberFormatException e) {
      count = 0;
    }
    if (count < 1) {
      throw new NyalaException(
          ErrorCode.SEMANTIC_ERROR,
          "SemanticException Line "
              + text.location(last)
              + " The number of buckets must be a positive whole number '"
              + last.getText()
              + "'");
    }
    return new BucketDefinition(text.identifiers(node.child(0)), sortColumns, count);
  }

  private void serializer(ASTNode node) {
    serde = Optional.of(text.string(node.child(0)));
    if (node.getChildCount() > 1) {
      serdeProperties.putAll(text.properties(node.child(1)));
    }
  }

  /** ROW FORMAT DELIMITED, under the keys that LazySimpleSerDe reads. */
  private void rowFormat(ASTNode node) {
    for (ASTNode child : children(node)) {
      String value = text.string(child.child(0));
      switch (child.getType()) {
        case HiveParser.TOK_TABLEROWFORMATFIELD -> {
          serdeProperties.put("field.delim", value);
          serdeProperties.put("serialization.format", value);
          if (child.getChildCount() > 1) {
            serdeProperties.put("escape.delim", text.string(child.child(1)));
          }
        }
        case HiveParser.TOK_TABLEROWFORMATCOLLITEMS ->
            serdeProperties.put("collection.delim", value);
        case HiveParser.TOK_TABLEROWFORMATMAPKEYS -> serdeProperties.put("mapkey.delim", value);
        case HiveParser.TOK_TABLEROWFORMATLINES -> {
          if (!value.equals("\n") && !value.equals("10")) {
            throw text.notSupported(child, "LINES TERMINATED BY anything but '\\n'");
          }
          serdeProperties.put("line.delim", value);
        }
        case HiveParser.TOK_TABLEROWFORMATNULL ->
            serdeProperties.put("serialization.null.format", value);
        default -> throw text.unexpected(child);
      }
    }
  }
}
