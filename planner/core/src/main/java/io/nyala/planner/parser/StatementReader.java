package io.nyala.planner.parser;

import static io.nyala.planner.parser.TreeText.children;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.parser.Statement.ExplainKind;
import io.nyala.planner.parser.Statement.PartitionKey;
import java.util.List;

/** The root of the tree to a statement record. */
final class StatementReader {
  private final TreeText text;
  private final QueryReader queries;
  private final DefinitionReader definitions;
  private final InspectionReader inspections;

  StatementReader(TreeText text) {
    this.text = text;
    this.queries = new QueryReader(text);
    this.definitions = new DefinitionReader(text, queries);
    this.inspections = new InspectionReader(text, definitions);
  }

  QueryReader queries() {
    return queries;
  }

  Statement statement(ASTNode node) {
    InspectionStatement inspection = inspections.read(node);
    if (inspection != null) {
      return inspection;
    }
    return switch (node.getType()) {
      case HiveParser.TOK_QUERY -> queryOrInsert(node);
      case HiveParser.TOK_EXPLAIN -> explain(node);
      case HiveParser.TOK_CREATEDATABASE -> definitions.createDatabase(node);
      case HiveParser.TOK_DROPDATABASE -> definitions.dropDatabase(node);
      case HiveParser.TOK_CREATETABLE -> new TableDefinitionReader(text, queries).read(node);
      case HiveParser.TOK_DROPTABLE -> definitions.dropTable(node);
      case HiveParser.TOK_CREATEVIEW -> definitions.createView(node);
      case HiveParser.TOK_DROPVIEW -> definitions.dropView(node);
      case HiveParser.TOK_ALTERTABLE -> definitions.alterTable(node);
      case HiveParser.TOK_ANALYZE -> definitions.analyze(node);
      case HiveParser.TOK_SWITCHDATABASE ->
          new SessionStatement.UseDatabase(text.identifier(node.child(0)));
      default -> throw text.notSupported(node, "the statement " + statementName(node));
    };
  }

  /** The first words of the text: they name the statement better than the tree does. */
  private String statementName(ASTNode node) {
    String[] words = text.source(text.location(node)).strip().split("\\s+", 4);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < Math.min(words.length, 3) && words[i].matches("\\w+"); i++) {
      name.append(i == 0 ? "" : " ").append(words[i]);
    }
    return name.isEmpty() ? node.getText() : "'" + name + "'";
  }

  private Statement queryOrInsert(ASTNode node) {
    ASTNode insert = queries.onlyInsert(node);
    ASTNode destination = insert.child(0);
    ASTNode target = destination.child(0);
    if (target.getType() == HiveParser.TOK_DIR) {
      if (target.child(0).getType() == HiveParser.TOK_TMP_FILE) {
        return new Statement.QueryStatement(queries.rows(node));
      }
      throw text.notSupported(node, "INSERT OVERWRITE DIRECTORY");
    }
    if (target.getType() != HiveParser.TOK_TAB) {
      throw text.unexpected(destination);
    }
    boolean ifNotExists = false;
    List<Identifier> columns = List.of();
    for (ASTNode child : children(destination).subList(1, destination.getChildCount())) {
      switch (child.getType()) {
        case HiveParser.TOK_IFNOTEXISTS -> ifNotExists = true;
        case HiveParser.TOK_TABCOLNAME -> columns = text.identifiers(child);
        default -> throw text.unexpected(child);
      }
    }
    List<PartitionKey> partition =
        target.getChildCount() > 1 ? definitions.partitionKeys(target.child(1)) : List.of();
    QualifiedName table = text.tableName(target.child(0));
    return new Statement.Insert(
        table.location(),
        table,
        destination.getType() == HiveParser.TOK_DESTINATION,
        ifNotExists,
        partition,
        columns,
        queries.rows(node));
  }

  private Statement explain(ASTNode node) {
    Statement explained = statement(node.child(0));
    ExplainKind kind = ExplainKind.ALL;
    for (ASTNode option : children(node).subList(1, node.getChildCount())) {
      kind =
          switch (option.getType()) {
            case HiveParser.KW_EXTENDED, HiveParser.KW_FORMATTED -> kind;
            case HiveParser.KW_LOGICAL, HiveParser.KW_CBO -> ExplainKind.LOGICAL;
            case HiveParser.KW_DEPENDENCY -> ExplainKind.DEPENDENCY;
            default -> throw text.notSupported(option, "EXPLAIN " + option.getText());
          };
    }
    return explain(kind, explained);
  }

  static Statement explain(ExplainKind kind, Statement explained) {
    if (explained instanceof Statement.QueryStatement
        || explained instanceof Statement.Insert
        || explained instanceof DefinitionStatement.CreateTableAsSelect) {
      return new Statement.Explain(kind, explained);
    }
    throw TreeText.notSupported(
        Location.NONE, "EXPLAIN of anything but a query, INSERT or CREATE TABLE AS");
  }
}
