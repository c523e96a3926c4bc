package io.nyala.semantics.interpret;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.function.FunctionProperties;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.vector.Literals;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.VectorBatch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces expressions over constants by literals, with the interpreter's meaning. What fails is
 * left as it is, so that the error comes when (and if) a row is evaluated.
 */
public final class ConstantFolder {
  private static final EvaluationContext NO_QUERY =
      new EvaluationContext(Instant.EPOCH, ZoneOffset.UTC, "", 0);

  private final Optional<EvaluationContext> context;

  private ConstantFolder(Optional<EvaluationContext> context) {
    this.context = context;
  }

  /**
   * Folds functions that depend on the query's time, zone or user too: for a plan that is used
   * once.
   */
  public static ConstantFolder forQuery(EvaluationContext context) {
    return new ConstantFolder(Optional.of(context));
  }

  /** Folds only what is constant in every query. */
  public static ConstantFolder forAllQueries() {
    return new ConstantFolder(Optional.empty());
  }

  /** Shorthand of {@link #forAllQueries()}. */
  public static Expression fold(Expression expression) {
    return forAllQueries().apply(expression);
  }

  /** The expression with every constant part replaced by a literal of the same type. */
  public Expression apply(Expression expression) {
    List<Expression> children = new ArrayList<>();
    boolean constant = true;
    boolean changed = false;
    for (Expression child : expression.children()) {
      Expression folded = apply(child);
      children.add(folded);
      constant &= folded instanceof Literal;
      changed |= folded != child;
    }
    Expression result = changed ? withChildren(expression, children) : expression;
    boolean leaf =
        expression instanceof Literal || expression instanceof Expression.ColumnReference;
    if (leaf || !constant || !foldable(expression)) {
      return result;
    }
    try {
      var vector = Interpreter.evaluate(result, new VectorBatch(1), context.orElse(NO_QUERY));
      return new Literal(result.type(), Literals.value(vector, 0, result.type()));
    } catch (NyalaException e) {
      return result;
    }
  }

  private boolean foldable(Expression expression) {
    if (expression.type().kind() == TypeKind.UNSUPPORTED) {
      return false;
    }
    if (expression instanceof Expression.Call call) {
      FunctionProperties properties = FunctionRegistry.builtIn().get(call.name()).properties();
      return properties.deterministic() && (context.isPresent() || !properties.stablePerQuery());
    }
    return true;
  }

  /** The same node over other children. */
  public static Expression withChildren(Expression node, List<Expression> children) {
    if (node instanceof Expression.Call call) {
      return new Expression.Call(call.name(), call.type(), children);
    }
    if (node instanceof Expression.Cast cast) {
      return new Expression.Cast(children.get(0), cast.type());
    }
    if (node instanceof Expression.Special special) {
      return new Expression.Special(special.form(), special.type(), children);
    }
    return node;
  }
}
