package io.nyala.planner.parser;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveGrammar.Parsed;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.grammar.hive.antlr.CommonToken;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all readers of a parsed tree need: locations, names, strings, and how a construct is
 * refused.
 */
final class TreeText {
  private final Parsed parsed;
  private final String text;

  /**
   * @param text the text that was parsed
   */
  TreeText(Parsed parsed, String text) {
    this.parsed = parsed;
    this.text = text;
  }

  Location location(ASTNode node) {
    int first = node.getTokenStartIndex();
    int last = node.getTokenStopIndex();
    if (first < 0 || last < first) {
      return new Location(node.getLine(), node.getCharPositionInLine(), -1, -1);
    }
    CommonToken start = (CommonToken) parsed.tokens().get(first);
    CommonToken stop = (CommonToken) parsed.tokens().get(last);
    return new Location(
        start.getLine(),
        start.getCharPositionInLine(),
        start.getStartIndex(),
        stop.getStopIndex() + 1);
  }

  /** The source text of a node as the client wrote it. */
  String source(Location location) {
    return location.start() < 0 ? "" : text.substring(location.start(), location.end());
  }

  Identifier identifier(ASTNode node) {
    return new Identifier(location(node), node.getText());
  }

  List<Identifier> identifiers(ASTNode parent) {
    List<Identifier> names = new ArrayList<>();
    for (ASTNode child : children(parent)) {
      names.add(identifier(child));
    }
    return names;
  }

  /** TOK_TABNAME. */
  QualifiedName tableName(ASTNode node) {
    Location location = location(node);
    return switch (node.getChildCount()) {
      case 1 -> new QualifiedName(location, Optional.empty(), identifier(node.child(0)).name());
      case 2 ->
          new QualifiedName(
              location,
              Optional.of(identifier(node.child(0)).name()),
              identifier(node.child(1)).name());
      default -> throw notSupported(node, "a table name of three parts (metadata tables)");
    };
  }

  String string(ASTNode node) {
    return StringEscapes.unescape(node.getText());
  }

  /** The value of a string literal node, or the text of an identifier. */
  String stringOrName(ASTNode node) {
    return node.getType() == HiveParser.StringLiteral ? string(node) : node.getText();
  }

  /**
   * TOK_TABLEPROPERTIES or TOK_DATABASEPROPERTIES: a list of TOK_TABLEPROPERTY inside one list
   * node.
   */
  Map<String, String> properties(ASTNode node) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (ASTNode list : children(node)) {
      for (ASTNode property : children(list)) {
        if (property.getType() != HiveParser.TOK_TABLEPROPERTY || property.getChildCount() != 2) {
          throw notSupported(property, "this kind of property");
        }
        properties.put(string(property.child(0)), string(property.child(1)));
      }
    }
    return properties;
  }

  static List<ASTNode> children(ASTNode node) {
    List<ASTNode> children = new ArrayList<>(node.getChildCount());
    for (int i = 0; i < node.getChildCount(); i++) {
      children.add(node.child(i));
    }
    return children;
  }

  NyalaException notSupported(ASTNode node, String what) {
    return notSupported(location(node), what);
  }

  static NyalaException notSupported(Location location, String what) {
    String where = location.line() > 0 ? "Line " + location + " " : "";
    return new NyalaException(
        ErrorCode.NOT_SUPPORTED, "SemanticException " + where + "Not supported: " + what);
  }

  /** For a node that no reader knows: what the grammar accepted must never be dropped. */
  NyalaException unexpected(ASTNode node) {
    String source = source(location(node));
    String name = source.isEmpty() ? node.getText() : source;
    return notSupported(node, "'" + abbreviate(name) + "'");
  }

  private static String abbreviate(String source) {
    return source.length() <= 60 ? source : source.substring(0, 57) + "...";
  }
}
