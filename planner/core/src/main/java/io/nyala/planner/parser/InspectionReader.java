package io.nyala.planner.parser;

import static io.nyala.planner.parser.TreeText.children;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.parser.InspectionStatement.Detail;
import io.nyala.planner.parser.Statement.PartitionKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SHOW and DESCRIBE. */
final class InspectionReader {
  private final TreeText text;
  private final DefinitionReader definitions;

  InspectionReader(TreeText text, DefinitionReader definitions) {
    this.text = text;
    this.definitions = definitions;
  }

  @Nullable InspectionStatement read(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_SHOWDATABASES -> new InspectionStatement.ShowDatabases(pattern(node, 0));
      case HiveParser.TOK_SHOWTABLES -> {
        Scope scope = scope(node, 0);
        yield new InspectionStatement.ShowTables(scope.database(), scope.pattern());
      }
      case HiveParser.TOK_SHOWVIEWS -> {
        Scope scope = scope(node, 0);
        yield new InspectionStatement.ShowViews(scope.database(), scope.pattern());
      }
      case HiveParser.TOK_SHOWPARTITIONS -> showPartitions(node);
      case HiveParser.TOK_SHOWCOLUMNS -> showColumns(node);
      case HiveParser.TOK_SHOW_CREATETABLE ->
          new InspectionStatement.ShowCreateTable(text.tableName(node.child(0)));
      case HiveParser.TOK_SHOW_TBLPROPERTIES ->
          new InspectionStatement.ShowTableProperties(
              text.tableName(node.child(0)), pattern(node, 1));
      case HiveParser.TOK_SHOWFUNCTIONS ->
          new InspectionStatement.ShowFunctions(scope(node, 0).pattern());
      case HiveParser.TOK_DESCTABLE -> describeTable(node);
      case HiveParser.TOK_DESCDATABASE ->
          new InspectionStatement.DescribeDatabase(
              text.identifier(node.child(0)), isExtended(node));
      case HiveParser.TOK_DESCFUNCTION ->
          new InspectionStatement.DescribeFunction(
              text.stringOrName(node.child(0)), isExtended(node));
      default -> null;
    };
  }

  private boolean isExtended(ASTNode node) {
    if (node.getChildCount() == 1) {
      return false;
    }
    if (node.child(1).getType() != HiveParser.KW_EXTENDED) {
      throw text.unexpected(node.child(1));
    }
    return true;
  }

  /** What {@code [FROM database] [[LIKE] pattern]} says. */
  private record Scope(Optional<Identifier> database, Optional<String> pattern) {}

  private Scope scope(ASTNode node, int from) {
    Optional<Identifier> database = Optional.empty();
    Optional<String> pattern = Optional.empty();
    boolean databaseNext = false;
    for (ASTNode child : children(node).subList(from, node.getChildCount())) {
      if (child.getType() == HiveParser.TOK_FROM) {
        databaseNext = true;
      } else if (databaseNext) {
        database = Optional.of(text.identifier(child));
        databaseNext = false;
      } else if (child.getType() == HiveParser.StringLiteral) {
        pattern = Optional.of(text.string(child));
      } else if (child.getType() != HiveParser.KW_LIKE) {
        throw text.unexpected(child);
      }
    }
    return new Scope(database, pattern);
  }

  private Optional<String> pattern(ASTNode node, int index) {
    return node.getChildCount() > index
        ? Optional.of(text.string(node.child(index)))
        : Optional.empty();
  }

  private InspectionStatement showPartitions(ASTNode node) {
    if (node.getChildCount() > 2
        || (node.getChildCount() == 2 && node.child(1).getType() != HiveParser.TOK_PARTSPEC)) {
      throw text.notSupported(node, "WHERE, ORDER BY and LIMIT of SHOW PARTITIONS");
    }
    List<PartitionKey> partition =
        node.getChildCount() == 2 ? definitions.partitionKeys(node.child(1)) : List.of();
    return new InspectionStatement.ShowPartitions(text.tableName(node.child(0)), partition);
  }

  private InspectionStatement showColumns(ASTNode node) {
    QualifiedName name = text.tableName(node.child(0));
    Scope scope = scope(node, 1);
    if (scope.database().isPresent()) {
      if (name.database().isPresent()) {
        throw text.notSupported(node, "a database both before the table and after FROM");
      }
      name =
          new QualifiedName(name.location(), scope.database().map(Identifier::name), name.table());
    }
    return new InspectionStatement.ShowColumns(name, scope.pattern());
  }

  private InspectionStatement describeTable(ASTNode node) {
    ASTNode target = node.child(0);
    Detail detail = Detail.PLAIN;
    for (ASTNode child : children(node).subList(1, node.getChildCount())) {
      detail =
          switch (child.getType()) {
            case HiveParser.KW_EXTENDED -> Detail.EXTENDED;
            case HiveParser.KW_FORMATTED -> Detail.FORMATTED;
            default -> throw text.unexpected(child);
          };
    }
    List<PartitionKey> partition = List.of();
    Optional<Identifier> column = Optional.empty();
    for (ASTNode child : children(target).subList(1, target.getChildCount())) {
      switch (child.getType()) {
        case HiveParser.TOK_PARTSPEC -> partition = definitions.partitionKeys(child);
        case HiveParser.DOT -> throw text.notSupported(child, "DESCRIBE of nested fields");
        default -> column = Optional.of(text.identifier(child));
      }
    }
    return new InspectionStatement.DescribeTable(
        text.tableName(target.child(0)), detail, partition, column);
  }
}
