package io.nyala.semantics.compile;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.vector.FlatVectorBuilder;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the generated programs of one expression: one for flat columns, one for any encoding, made
 * when first needed. An expression over a single dictionary column is evaluated once per dictionary
 * entry that occurs.
 */
final class CompiledEvaluator implements ExpressionEvaluator {
  private static final byte UNKNOWN = 0;
  private static final byte TRUE = 1;
  private static final byte NOT_TRUE = 2;

  private final ExpressionCompiler compiler;
  private final Expression expression;
  private final EvaluationContext context;
  private final List<Integer> columns;
  private final boolean deterministic;
  private final boolean leakproof;
  private final @Nullable RowProgram[] programs = new RowProgram[4];
  private @Nullable InterpretedEvaluator interpreter;

  private @Nullable FlatVector lastDictionary;
  private byte[] verdicts = {};
  private int[] pending = {};
  private @Nullable FlatVector dictionaryResult;

  CompiledEvaluator(ExpressionCompiler compiler, Expression expression, EvaluationContext context) {
    this.compiler = compiler;
    this.expression = expression;
    this.context = context;
    this.columns = List.copyOf(ExpressionShapes.columns(expression));
    this.deterministic = ExpressionShapes.isDeterministic(expression);
    this.leakproof = ExpressionShapes.isLeakproof(expression);
  }

  private @Nullable RowProgram program(boolean flat, boolean filter) {
    int index = (flat ? 1 : 0) + (filter ? 2 : 0);
    RowProgram program = programs[index];
    if (program == null && interpreter == null) {
      Optional<RowProgram> made =
          compiler.program(SourceGenerator.generate(expression, flat, filter), context);
      if (made.isPresent()) {
        program = made.get();
        programs[index] = program;
      } else {
        interpreter = new InterpretedEvaluator(expression, context);
      }
    }
    return program;
  }

  private static Vector loaded(Vector vector) {
    return vector instanceof LazyVector lazy ? lazy.load() : vector;
  }

  private VectorView[] views(VectorBatch batch) {
    VectorView[] views = new VectorView[columns.size()];
    for (int i = 0; i < views.length; i++) {
      views[i] = VectorView.of(batch.column(columns.get(i)));
    }
    return views;
  }

  /** Programs with memory (random numbers) keep to one variant. */
  private boolean isFlat(VectorView[] views, int size) {
    for (VectorView view : views) {
      if (view.ids(size) != null) {
        return false;
      }
    }
    return deterministic;
  }

  private @Nullable DictionaryVector dictionary(VectorBatch batch) {
    if (!deterministic || columns.size() != 1) {
      return null;
    }
    return loaded(batch.column(columns.get(0))) instanceof DictionaryVector dictionary
        ? dictionary
        : null;
  }

  private static VectorView[] viewOf(FlatVector dictionary) {
    return new VectorView[] {VectorView.of(dictionary)};
  }

  @Override
  public Vector project(VectorBatch batch, int[] rows, int count) {
    DictionaryVector dictionary = leakproof ? dictionary(batch) : null;
    if (dictionary != null) {
      FlatVector entries = dictionary.dictionary();
      boolean known = entries == lastDictionary && dictionaryResult != null;
      if (known || entries.size() <= count / 2) {
        return projectEntries(dictionary, rows, count);
      }
    }
    VectorView[] views = views(batch);
    RowProgram program = program(isFlat(views, batch.size()), false);
    if (program == null) {
      return interpreted().project(batch, rows, count);
    }
    program.bind(views, batch.size());
    FlatVectorBuilder result = new FlatVectorBuilder(expression.type().physical(), count);
    program.project(rows, count, result);
    return result.build();
  }

  private InterpretedEvaluator interpreted() {
    InterpretedEvaluator current = interpreter;
    if (current == null) {
      current = new InterpretedEvaluator(expression, context);
      interpreter = current;
    }
    return current;
  }

  private Vector projectEntries(DictionaryVector dictionary, int[] rows, int count) {
    FlatVector entries = dictionary.dictionary();
    FlatVector result = dictionaryResult;
    if (entries != lastDictionary || result == null) {
      int[] all = new int[entries.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = i;
      }
      remember(entries);
      result = projectFlat(entries, all);
      dictionaryResult = result;
    }
    int[] source = dictionary.ids();
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = source[rows[i]];
    }
    return new DictionaryVector(count, result, ids);
  }

  private FlatVector projectFlat(FlatVector entries, int[] rows) {
    RowProgram program = program(true, false);
    FlatVectorBuilder result = new FlatVectorBuilder(expression.type().physical(), rows.length);
    if (program == null) {
      VectorView view =
          VectorView.of(interpreted().project(entryBatch(entries), rows, rows.length));
      for (int i = 0; i < rows.length; i++) {
        result.copy(i, view, i);
      }
    } else {
      program.bind(viewOf(entries), entries.size());
      program.project(rows, rows.length, result);
    }
    return result.build();
  }

  /** The dictionary as the one column that the expression reads. */
  private VectorBatch entryBatch(FlatVector entries) {
    Vector[] inputs = new Vector[columns.get(0) + 1];
    java.util.Arrays.fill(inputs, entries);
    return new VectorBatch(entries.size(), inputs);
  }

  private void remember(FlatVector entries) {
    lastDictionary = entries;
    dictionaryResult = null;
    if (verdicts.length < entries.size()) {
      verdicts = new byte[entries.size()];
    } else {
      java.util.Arrays.fill(verdicts, UNKNOWN);
    }
  }

  @Override
  public int filter(VectorBatch batch, int[] rows, int count, int[] kept) {
    DictionaryVector dictionary = dictionary(batch);
    if (dictionary != null
        && (dictionary.dictionary() == lastDictionary || dictionary.dictionary().size() <= count)) {
      return filterEntries(dictionary, rows, count, kept);
    }
    VectorView[] views = views(batch);
    RowProgram program = program(isFlat(views, batch.size()), true);
    if (program == null) {
      return interpreted().filter(batch, rows, count, kept);
    }
    program.bind(views, batch.size());
    return program.filter(rows, count, kept);
  }

  private int filterEntries(DictionaryVector dictionary, int[] rows, int count, int[] kept) {
    FlatVector entries = dictionary.dictionary();
    if (entries != lastDictionary) {
      remember(entries);
    }
    int[] ids = dictionary.ids();
    byte[] known = verdicts;
    int open = 0;
    for (int i = 0; i < count; i++) {
      int id = ids[rows[i]];
      if (known[id] == UNKNOWN) {
        known[id] = NOT_TRUE;
        if (pending.length < entries.size()) {
          pending = new int[entries.size()];
        }
        pending[open++] = id;
      }
    }
    if (open > 0) {
      decide(entries, open);
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (known[ids[row]] == TRUE) {
        kept[found++] = row;
      }
    }
    return found;
  }

  private void decide(FlatVector entries, int open) {
    RowProgram program = program(true, true);
    int found;
    if (program == null) {
      found = interpreted().filter(entryBatch(entries), pending, open, pending);
    } else {
      program.bind(viewOf(entries), entries.size());
      found = program.filter(pending, open, pending);
    }
    for (int i = 0; i < found; i++) {
      verdicts[pending[i]] = TRUE;
    }
  }
}
