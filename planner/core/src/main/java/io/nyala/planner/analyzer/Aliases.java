package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.parser.SqlExpression.ColumnName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Names that the SELECT list gives to its expressions, for the clauses that may use them. */
final class Aliases {
  /** For clauses that see no aliases. */
  static final Aliases NONE = new Aliases(Map.of(), Order.NEVER);

  /** Whether an alias or a column of FROM wins. */
  enum Order {
    /** WHERE, ON, SELECT itself. */
    NEVER,
    /** ORDER BY: an alias hides a column. */
    FIRST,
    /** GROUP BY and HAVING: a column hides an alias. */
    LAST
  }

  /** A named expression and the table columns behind it. */
  record Named(RexNode node, Set<ColumnUse> uses) {}

  private final Map<String, Named> named;
  private final Order order;

  Aliases(Map<String, Named> named, Order order) {
    this.named = new LinkedHashMap<>(named);
    this.order = order;
  }

  boolean isFallback() {
    return order == Order.LAST;
  }

  @Nullable RexNode before(ColumnName name, Set<ColumnUse> uses) {
    return order == Order.FIRST ? find(name, uses) : null;
  }

  @Nullable RexNode after(ColumnName name, Set<ColumnUse> uses) {
    return order == Order.LAST ? find(name, uses) : null;
  }

  private @Nullable RexNode find(ColumnName name, Set<ColumnUse> uses) {
    Named found = name.parts().size() == 1 ? named.get(name.last()) : null;
    if (found == null) {
      return null;
    }
    uses.addAll(found.uses());
    return found.node();
  }
}
