package io.nyala.planner.parser;

import static io.nyala.planner.parser.TreeText.children;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.parser.DefinitionStatement.PartitionCondition;
import io.nyala.planner.parser.DefinitionStatement.PartitionDefinition;
import io.nyala.planner.parser.DefinitionStatement.ViewColumn;
import io.nyala.planner.parser.Statement.PartitionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Statements that change databases, views and partitions; tables have {@link
 * TableDefinitionReader}.
 */
final class DefinitionReader {
  private final TreeText text;
  private final QueryReader queries;

  DefinitionReader(TreeText text, QueryReader queries) {
    this.text = text;
    this.queries = queries;
  }

  DefinitionStatement createDatabase(ASTNode node) {
    boolean ifNotExists = false;
    Optional<String> comment = Optional.empty();
    Optional<String> location = Optional.empty();
    Map<String, String> properties = Map.of();
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      switch (child.getType()) {
        case HiveParser.TOK_IFNOTEXISTS -> ifNotExists = true;
        case HiveParser.TOK_DATABASECOMMENT -> comment = Optional.of(text.string(child.child(0)));
        case HiveParser.TOK_DATABASELOCATION -> location = Optional.of(text.string(child.child(0)));
        case HiveParser.TOK_DATABASEPROPERTIES -> properties = text.properties(child);
        case HiveParser.TOK_DATABASE_MANAGEDLOCATION ->
            throw text.notSupported(child, "MANAGEDLOCATION of a database");
        default -> throw text.unexpected(child);
      }
    }
    return new DefinitionStatement.CreateDatabase(
        text.identifier(node.child(0)), ifNotExists, comment, location, properties);
  }

  DefinitionStatement dropDatabase(ASTNode node) {
    boolean ifExists = false;
    boolean cascade = false;
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      switch (child.getType()) {
        case HiveParser.TOK_IFEXISTS -> ifExists = true;
        case HiveParser.TOK_CASCADE -> cascade = true;
        case HiveParser.TOK_RESTRICT -> cascade = false;
        default -> throw text.unexpected(child);
      }
    }
    return new DefinitionStatement.DropDatabase(text.identifier(node.child(0)), ifExists, cascade);
  }

  DefinitionStatement dropTable(ASTNode node) {
    boolean ifExists = false;
    boolean purge = false;
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      switch (child.getType()) {
        case HiveParser.TOK_IFEXISTS -> ifExists = true;
        case HiveParser.KW_PURGE -> purge = true;
        default -> throw text.unexpected(child);
      }
    }
    return new DefinitionStatement.DropTable(text.tableName(node.child(0)), ifExists, purge);
  }

  DefinitionStatement dropView(ASTNode node) {
    boolean ifExists = false;
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      if (child.getType() != HiveParser.TOK_IFEXISTS) {
        throw text.unexpected(child);
      }
      ifExists = true;
    }
    return new DefinitionStatement.DropView(text.tableName(node.child(0)), ifExists);
  }

  DefinitionStatement createView(ASTNode node) {
    boolean orReplace = false;
    boolean ifNotExists = false;
    List<ViewColumn> columns = List.of();
    Optional<String> comment = Optional.empty();
    Map<String, String> properties = Map.of();
    ASTNode query = null;
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      switch (child.getType()) {
        case HiveParser.TOK_ORREPLACE -> orReplace = true;
        case HiveParser.TOK_IFNOTEXISTS -> ifNotExists = true;
        case HiveParser.TOK_TABCOLNAME -> columns = viewColumns(child);
        case HiveParser.TOK_TABLECOMMENT -> comment = Optional.of(text.string(child.child(0)));
        case HiveParser.TOK_TABLEPROPERTIES -> properties = text.properties(child);
        case HiveParser.TOK_QUERY -> query = child;
        case HiveParser.TOK_VIEWPARTCOLS -> throw text.notSupported(child, "partitioned views");
        default -> throw text.unexpected(child);
      }
    }
    if (query == null) {
      throw text.unexpected(node);
    }
    Location location = text.location(query);
    return new DefinitionStatement.CreateView(
        text.tableName(node.child(0)),
        orReplace,
        ifNotExists,
        columns,
        comment,
        properties,
        queries.query(query),
        text.source(location),
        location.start());
  }

  private List<ViewColumn> viewColumns(ASTNode node) {
    List<ViewColumn> columns = new ArrayList<>();
    for (ASTNode child : children(node)) {
      Optional<String> comment =
          child.getChildCount() > 2 ? Optional.of(text.string(child.child(2))) : Optional.empty();
      columns.add(new ViewColumn(text.identifier(child.child(0)), comment));
    }
    return columns;
  }

  DefinitionStatement alterTable(ASTNode node) {
    QualifiedName table = text.tableName(node.child(0));
    ASTNode change = node.child(1);
    if (node.getChildCount() > 2) {
      throw text.notSupported(node, "ALTER TABLE … PARTITION; DROP and ADD the partition instead");
    }
    return switch (change.getType()) {
      case HiveParser.TOK_ALTERTABLE_ADDPARTS -> addPartitions(table, change);
      case HiveParser.TOK_ALTERTABLE_DROPPARTS -> dropPartitions(table, change);
      case HiveParser.TOK_ALTERTABLE_RENAME ->
          throw text.notSupported(node, "ALTER TABLE … RENAME");
      case HiveParser.TOK_ALTERTABLE_PROPERTIES ->
          throw text.notSupported(node, "ALTER TABLE … SET TBLPROPERTIES");
      case HiveParser.TOK_ALTERTABLE_ADDCOLS ->
          throw text.notSupported(node, "ALTER TABLE … ADD COLUMNS");
      default -> throw text.notSupported(node, "this form of ALTER TABLE");
    };
  }

  private DefinitionStatement addPartitions(QualifiedName table, ASTNode node) {
    boolean ifNotExists = false;
    List<PartitionDefinition> partitions = new ArrayList<>();
    for (ASTNode child : children(node)) {
      switch (child.getType()) {
        case HiveParser.TOK_IFNOTEXISTS -> ifNotExists = true;
        case HiveParser.TOK_PARTSPEC ->
            partitions.add(new PartitionDefinition(partitionKeys(child), Optional.empty()));
        case HiveParser.TOK_PARTITIONLOCATION -> {
          PartitionDefinition last = partitions.remove(partitions.size() - 1);
          partitions.add(
              new PartitionDefinition(last.keys(), Optional.of(text.string(child.child(0)))));
        }
        default -> throw text.unexpected(child);
      }
    }
    return new DefinitionStatement.AddPartitions(table, ifNotExists, partitions);
  }

  private DefinitionStatement dropPartitions(QualifiedName table, ASTNode node) {
    boolean ifExists = false;
    boolean purge = false;
    List<List<PartitionCondition>> partitions = new ArrayList<>();
    for (ASTNode child : children(node)) {
      switch (child.getType()) {
        case HiveParser.TOK_IFEXISTS -> ifExists = true;
        case HiveParser.KW_PURGE -> purge = true;
        case HiveParser.TOK_PARTSPEC -> partitions.add(conditions(child));
        default -> throw text.unexpected(child);
      }
    }
    return new DefinitionStatement.DropPartitions(table, ifExists, purge, partitions);
  }

  private List<PartitionCondition> conditions(ASTNode node) {
    List<PartitionCondition> conditions = new ArrayList<>();
    for (ASTNode value : children(node)) {
      if (value.getChildCount() != 3) {
        throw text.unexpected(value);
      }
      String operator =
          switch (value.child(1).getType()) {
            case HiveParser.EQUAL -> "=";
            case HiveParser.NOTEQUAL -> "<>";
            case HiveParser.LESSTHAN -> "<";
            case HiveParser.LESSTHANOREQUALTO -> "<=";
            case HiveParser.GREATERTHAN -> ">";
            case HiveParser.GREATERTHANOREQUALTO -> ">=";
            default -> throw text.notSupported(value, "this condition on partitions");
          };
      conditions.add(
          new PartitionCondition(
              text.identifier(value.child(0)),
              operator,
              queries.expressions().expression(value.child(2))));
    }
    return conditions;
  }

  /** TOK_PARTSPEC. */
  List<PartitionKey> partitionKeys(ASTNode node) {
    List<PartitionKey> keys = new ArrayList<>();
    for (ASTNode value : children(node)) {
      if (value.getType() != HiveParser.TOK_PARTVAL || value.getChildCount() > 2) {
        throw text.unexpected(value);
      }
      Optional<SqlExpression> constant =
          value.getChildCount() == 2
              ? Optional.of(queries.expressions().expression(value.child(1)))
              : Optional.empty();
      keys.add(new PartitionKey(text.identifier(value.child(0)), constant));
    }
    return keys;
  }

  DefinitionStatement analyze(ASTNode node) {
    ASTNode target = node.child(0);
    List<PartitionKey> partition =
        target.getChildCount() > 1 ? partitionKeys(target.child(1)) : List.of();
    boolean forColumns = false;
    boolean noScan = false;
    List<Identifier> columns = List.of();
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      switch (child.getText().toLowerCase(Locale.ROOT)) {
        case "columns" -> forColumns = true;
        case "noscan" -> noScan = true;
        case "tok_tabcolname" -> columns = text.identifiers(child);
        default -> throw text.notSupported(child, "ANALYZE … " + child.getText());
      }
    }
    return new DefinitionStatement.AnalyzeTable(
        text.tableName(target.child(0)), partition, forColumns, columns, noScan);
  }
}
