package io.nyala.semantics.interpret;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.cast.CastRules;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.vector.FlatVectorBuilder;
import io.nyala.semantics.vector.Literals;
import io.nyala.semantics.vector.Selections;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Evaluates one expression over batches, node by node. Keeps what call sites remember (compiled
 * patterns, random generators) between batches, so use one per expression, task and thread.
 */
public final class Interpreter {
  private static final long TRUE = 1;

  private final Expression expression;
  private final EvaluationContext context;
  private final IdentityHashMap<Expression, KernelInvoker> invokers = new IdentityHashMap<>();

  public Interpreter(Expression expression, EvaluationContext context) {
    this.expression = expression;
    this.context = context;
  }

  /** Evaluates once, for tests and constants. */
  public static Vector evaluate(
      Expression expression, VectorBatch batch, EvaluationContext context) {
    return new Interpreter(expression, context).evaluate(batch);
  }

  /** One value per row; the result may share arrays with the batch. */
  public Vector evaluate(VectorBatch batch) {
    return evaluate(expression, batch);
  }

  private Vector evaluate(Expression node, VectorBatch batch) {
    if (node instanceof Expression.ColumnReference column) {
      Vector vector = batch.column(column.index());
      return vector instanceof LazyVector lazy ? lazy.load() : vector;
    }
    if (node instanceof Literal literal) {
      return Literals.toVector(literal, batch.size());
    }
    if (node instanceof Expression.Cast cast) {
      return cast(cast, batch);
    }
    if (node instanceof Expression.Call call) {
      List<DataType> types = call.arguments().stream().map(Expression::type).toList();
      Kernel kernel = FunctionRegistry.builtIn().get(call.name()).kernel(types, call.type());
      return invoke(call, kernel, types, call.arguments(), batch);
    }
    return special((Expression.Special) node, batch);
  }

  private Vector invoke(
      Expression site,
      Kernel kernel,
      List<DataType> types,
      List<Expression> arguments,
      VectorBatch batch) {
    List<Vector> values = new ArrayList<>();
    for (Expression argument : arguments) {
      values.add(evaluate(argument, batch));
    }
    return invokers
        .computeIfAbsent(site, s -> new KernelInvoker(kernel, types, site.type(), context))
        .invoke(values, batch.size());
  }

  private Vector cast(Expression.Cast original, VectorBatch batch) {
    Expression.Cast cast = CastRules.normalize(original);
    DataType from = cast.input().type();
    if (from.kind() == TypeKind.VOID) {
      return Literals.toVector(new Literal(cast.type(), null), batch.size());
    }
    Vector input = evaluate(cast.input(), batch);
    Kernel kernel = CastRules.kernel(from, cast.type());
    if (kernel == null) {
      return input;
    }
    return new KernelInvoker(kernel, List.of(from), cast.type(), context)
        .invoke(List.of(input), batch.size());
  }

  private Vector special(Expression.Special node, VectorBatch batch) {
    List<Expression> arguments = node.arguments();
    return switch (node.form()) {
      case AND -> connective(arguments, batch, false);
      case OR -> connective(arguments, batch, true);
      case NOT -> not(evaluate(arguments.get(0), batch), batch.size());
      case IS_NULL -> isNull(evaluate(arguments.get(0), batch), batch.size(), true);
      case IS_NOT_NULL -> isNull(evaluate(arguments.get(0), batch), batch.size(), false);
      case CASE -> searchedCase(node, batch);
      case COALESCE -> coalesce(node, batch);
      case IN -> in(node, batch);
    };
  }

  /**
   * AND (OR) is false (true) as soon as one argument is; an argument is evaluated for the rows
   * still open.
   */
  private Vector connective(List<Expression> arguments, VectorBatch batch, boolean deciding) {
    int size = batch.size();
    FlatVectorBuilder result = new FlatVectorBuilder(DataType.BOOLEAN.physical(), size);
    boolean[] sawNull = new boolean[size];
    int[] open = allRows(size);
    int count = size;
    for (Expression argument : arguments) {
      VectorView view = VectorView.of(evaluate(argument, Selections.select(batch, open, count)));
      int kept = 0;
      int[] next = new int[count];
      for (int i = 0; i < count; i++) {
        boolean isNull = view.isNull(i);
        if (!isNull && view.getLong(i) == TRUE == deciding) {
          result.setLong(open[i], deciding ? TRUE : 0);
        } else {
          sawNull[open[i]] |= isNull;
          next[kept++] = open[i];
        }
      }
      open = next;
      count = kept;
    }
    for (int i = 0; i < count; i++) {
      if (sawNull[open[i]]) {
        result.setNull(open[i]);
      } else {
        result.setLong(open[i], deciding ? 0 : TRUE);
      }
    }
    return result.build();
  }

  private static int[] allRows(int size) {
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = i;
    }
    return rows;
  }

  private static Vector not(Vector input, int size) {
    VectorView view = VectorView.of(input);
    FlatVectorBuilder result = new FlatVectorBuilder(DataType.BOOLEAN.physical(), size);
    for (int i = 0; i < size; i++) {
      if (view.isNull(i)) {
        result.setNull(i);
      } else {
        result.setLong(i, TRUE - view.getLong(i));
      }
    }
    return result.build();
  }

  private static Vector isNull(Vector input, int size, boolean expected) {
    VectorView view = VectorView.of(input);
    FlatVectorBuilder result = new FlatVectorBuilder(DataType.BOOLEAN.physical(), size);
    for (int i = 0; i < size; i++) {
      result.setLong(i, view.isNull(i) == expected ? TRUE : 0);
    }
    return result.build();
  }

  private Vector searchedCase(Expression.Special node, VectorBatch batch) {
    List<Expression> arguments = node.arguments();
    FlatVectorBuilder result = new FlatVectorBuilder(node.type().physical(), batch.size());
    int[] open = allRows(batch.size());
    int count = batch.size();
    for (int branch = 0; branch + 1 < arguments.size(); branch += 2) {
      VectorBatch rows = Selections.select(batch, open, count);
      VectorView condition = VectorView.of(evaluate(arguments.get(branch), rows));
      int[] taken = new int[count];
      int[] left = new int[count];
      int takenCount = 0;
      int leftCount = 0;
      for (int i = 0; i < count; i++) {
        if (!condition.isNull(i) && condition.getLong(i) == TRUE) {
          taken[takenCount++] = open[i];
        } else {
          left[leftCount++] = open[i];
        }
      }
      fill(result, arguments.get(branch + 1), batch, taken, takenCount);
      open = left;
      count = leftCount;
    }
    fill(result, arguments.get(arguments.size() - 1), batch, open, count);
    return result.build();
  }

  private void fill(
      FlatVectorBuilder result, Expression value, VectorBatch batch, int[] rows, int count) {
    if (count > 0) {
      VectorView view = VectorView.of(evaluate(value, Selections.select(batch, rows, count)));
      for (int i = 0; i < count; i++) {
        result.copy(rows[i], view, i);
      }
    }
  }

  private Vector coalesce(Expression.Special node, VectorBatch batch) {
    FlatVectorBuilder result = new FlatVectorBuilder(node.type().physical(), batch.size());
    int[] open = allRows(batch.size());
    int count = batch.size();
    for (Expression argument : node.arguments()) {
      VectorView view = VectorView.of(evaluate(argument, Selections.select(batch, open, count)));
      int[] left = new int[count];
      int leftCount = 0;
      for (int i = 0; i < count; i++) {
        if (view.isNull(i)) {
          left[leftCount++] = open[i];
        } else {
          result.copy(open[i], view, i);
        }
      }
      open = left;
      count = leftCount;
    }
    for (int i = 0; i < count; i++) {
      result.setNull(open[i]);
    }
    return result.build();
  }

  private Vector in(Expression.Special node, VectorBatch batch) {
    VectorView value = VectorView.of(evaluate(node.arguments().get(0), batch));
    List<VectorView> candidates = new ArrayList<>();
    for (Expression candidate : node.arguments().subList(1, node.arguments().size())) {
      VectorView view = VectorView.of(evaluate(candidate, batch));
      candidates.add(view);
    }
    FlatVectorBuilder result = new FlatVectorBuilder(DataType.BOOLEAN.physical(), batch.size());
    for (int i = 0; i < batch.size(); i++) {
      boolean found = false;
      boolean hasNull = value.isNull(i);
      for (VectorView candidate : candidates) {
        if (candidate.isNull(i)) {
          hasNull = true;
        } else if (!value.isNull(i) && VectorView.equal(value, i, candidate, i)) {
          found = true;
        }
      }
      if (!found && hasNull) {
        result.setNull(i);
      } else {
        result.setLong(i, found ? TRUE : 0);
      }
    }
    return result.build();
  }
}
