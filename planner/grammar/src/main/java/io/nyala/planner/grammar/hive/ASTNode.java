package io.nyala.planner.grammar.hive;

import io.nyala.planner.grammar.hive.antlr.Token;
import io.nyala.planner.grammar.hive.antlr.tree.CommonTree;
import io.nyala.planner.grammar.hive.antlr.tree.Tree;

/**
 * A node of the parsed tree: {@link #getType()} is a constant of {@link HiveParser}, {@link
 * #getText()} the token's text, {@link #getLine()} counts from 1 and {@link
 * #getCharPositionInLine()} from 0.
 */
public class ASTNode extends CommonTree {
  public ASTNode() {}

  public ASTNode(Token token) {
    super(token);
  }

  public ASTNode(ASTNode node) {
    super(node);
  }

  @Override
  public Tree dupNode() {
    return new ASTNode(this);
  }

  /** Child {@code index}; the generated tree holds nothing but nodes of this class. */
  public ASTNode child(int index) {
    return (ASTNode) getChild(index);
  }
}
