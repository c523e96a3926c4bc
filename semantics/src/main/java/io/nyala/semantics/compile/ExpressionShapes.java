package io.nyala.semantics.compile;

import io.nyala.semantics.function.FunctionProperties;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.interpret.ConstantFolder;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the compiler asks of an expression before it generates code, and the forms it brings it
 * into.
 */
final class ExpressionShapes {
  private static final int CHUNK = 12;

  private ExpressionShapes() {}

  /** The arguments of a tree of ANDs, in order. */
  static List<Expression> conjuncts(Expression filter) {
    List<Expression> result = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>();
    open.push(filter);
    while (!open.isEmpty()) {
      Expression next = open.pop();
      if (next instanceof Special special && special.form() == Form.AND) {
        for (int i = special.arguments().size() - 1; i >= 0; i--) {
          open.push(special.arguments().get(i));
        }
      } else {
        result.add(next);
      }
    }
    return result;
  }

  /** Indexes of the columns it reads, ascending. */
  static SortedSet<Integer> columns(Expression expression) {
    SortedSet<Integer> result = new TreeSet<>();
    collect(expression, result);
    return result;
  }

  private static void collect(Expression expression, Set<Integer> columns) {
    if (expression instanceof Expression.ColumnReference column) {
      columns.add(column.index());
    }
    for (Expression child : expression.children()) {
      collect(child, columns);
    }
  }

  private static boolean allFunctions(Expression node, Predicate<FunctionProperties> test) {
    if (node instanceof Expression.Call call
        && !test.test(FunctionRegistry.builtIn().get(call.name()).properties())) {
      return false;
    }
    for (Expression child : node.children()) {
      if (!allFunctions(child, test)) {
        return false;
      }
    }
    return true;
  }

  static boolean isDeterministic(Expression expression) {
    return allFunctions(expression, FunctionProperties::deterministic);
  }

  static boolean isLeakproof(Expression expression) {
    return allFunctions(expression, FunctionProperties::leakproof);
  }

  /** True if generated code can express it: IN lists hold literals only. */
  static boolean isCompilable(Expression node) {
    if (node instanceof Special special && special.form() == Form.IN) {
      for (Expression candidate : special.arguments().subList(1, special.arguments().size())) {
        if (!(candidate instanceof Literal)) {
          return false;
        }
      }
    }
    for (Expression child : node.children()) {
      if (!isCompilable(child)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Breaks long AND, OR, CASE and COALESCE forms into nested shorter ones of the same meaning, and
   * folds the candidates of IN.
   */
  static Expression prepared(Expression node) {
    List<Expression> children = new ArrayList<>();
    boolean changed = false;
    for (Expression child : node.children()) {
      Expression smaller = prepared(child);
      children.add(smaller);
      changed |= smaller != child;
    }
    Expression result = changed ? ConstantFolder.withChildren(node, children) : node;
    if (result instanceof Special special) {
      return switch (special.form()) {
        case AND, OR, COALESCE -> chunkedList(special);
        case CASE -> chunkedCase(special);
        case IN -> foldedCandidates(special);
        default -> special;
      };
    }
    return result;
  }

  private static Expression chunkedList(Special node) {
    List<Expression> level = node.arguments();
    while (level.size() > CHUNK) {
      List<Expression> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += CHUNK) {
        List<Expression> part = level.subList(i, Math.min(i + CHUNK, level.size()));
        above.add(part.size() == 1 ? part.get(0) : new Special(node.form(), node.type(), part));
      }
      level = above;
    }
    return level == node.arguments() ? node : new Special(node.form(), node.type(), level);
  }

  private static Expression foldedCandidates(Special node) {
    List<Expression> arguments = new ArrayList<>(node.arguments());
    for (int i = 1; i < arguments.size(); i++) {
      arguments.set(i, ConstantFolder.fold(arguments.get(i)));
    }
    return new Special(node.form(), node.type(), arguments);
  }

  private static Expression chunkedCase(Special node) {
    List<Expression> arguments = node.arguments();
    int branches = arguments.size() / 2;
    if (branches <= CHUNK) {
      return node;
    }
    Expression rest = arguments.get(arguments.size() - 1);
    int end = branches;
    while (end > 0) {
      int start = (end - 1) / CHUNK * CHUNK;
      List<Expression> part = new ArrayList<>(arguments.subList(2 * start, 2 * end));
      part.add(rest);
      rest = new Special(Form.CASE, node.type(), part);
      end = start;
    }
    return rest;
  }
}
