package io.nyala.semantics.compile;

import io.nyala.semantics.EvaluationContext;
import io.nyala.spi.expression.Expression;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.janino.SimpleCompiler;

/**
 * Makes batch processors. Generated classes are cached by shape (literals are not part of it) and
 * shared by all processors of the process; an expression that does not compile is interpreted.
 * Thread-safe; one per process.
 */
public final class ExpressionCompiler {
  private static final int MAX_CLASSES = 2_000;
  private static final String CLASS_NAME = "io.nyala.semantics.compile.generated.Program";

  private final boolean compiling;
  private final Map<String, Constructor<? extends RowProgram>> classes = new ConcurrentHashMap<>();
  private final AtomicLong compiled = new AtomicLong();
  private final AtomicLong interpreted = new AtomicLong();

  private ExpressionCompiler(boolean compiling) {
    this.compiling = compiling;
  }

  public static ExpressionCompiler compiling() {
    return new ExpressionCompiler(true);
  }

  /** Never compiles: for tests and as a switch in operation. */
  public static ExpressionCompiler interpreting() {
    return new ExpressionCompiler(false);
  }

  /**
   * A processor for one operator of one task.
   *
   * @param filter a BOOLEAN expression over the input's columns
   * @param projections expressions over the input's columns, may be empty
   */
  public BatchProcessor processor(
      Optional<Expression> filter, List<Expression> projections, EvaluationContext context) {
    List<ExpressionEvaluator> conjuncts = new ArrayList<>();
    if (filter.isPresent()) {
      for (Expression conjunct : ExpressionShapes.conjuncts(filter.get())) {
        conjuncts.add(evaluator(conjunct, context));
      }
    }
    List<Projection> columns = new ArrayList<>();
    for (Expression projection : projections) {
      boolean trivial =
          projection instanceof Expression.ColumnReference
              || projection instanceof Expression.Literal;
      columns.add(
          new Projection(
              projection,
              trivial ? Optional.empty() : Optional.of(evaluator(projection, context))));
    }
    return new EvaluatingProcessor(conjuncts, columns);
  }

  /**
   * Classes generated so far and expressions that had to be interpreted, for the metrics of the
   * process.
   */
  public long compiledClasses() {
    return compiled.get();
  }

  public long interpretedExpressions() {
    return interpreted.get();
  }

  private ExpressionEvaluator evaluator(Expression expression, EvaluationContext context) {
    if (compiling) {
      Expression prepared = ExpressionShapes.prepared(expression);
      if (ExpressionShapes.isCompilable(prepared)) {
        return new CompiledEvaluator(this, prepared, context);
      }
    }
    interpreted.incrementAndGet();
    return new InterpretedEvaluator(expression, context);
  }

  /** A new program of the source's shape; empty if Java cannot compile it. */
  Optional<RowProgram> program(GeneratedSource source, EvaluationContext context) {
    Constructor<? extends RowProgram> constructor = classes.get(source.text());
    try {
      if (constructor == null) {
        constructor = compile(source.text());
        if (classes.size() >= MAX_CLASSES) {
          classes.clear();
        }
        classes.put(source.text(), constructor);
        compiled.incrementAndGet();
      }
      return Optional.of(constructor.newInstance(source.constants().toArray(), context));
    } catch (CompileException | InternalCompilerException e) {
      interpreted.incrementAndGet();
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated class", e);
    }
  }

  private static Constructor<? extends RowProgram> compile(String body)
      throws CompileException, ReflectiveOperationException {
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(ExpressionCompiler.class.getClassLoader());
    compiler.cook(
        "package io.nyala.semantics.compile.generated;\npublic final class Program extends "
            + RowProgram.class.getName()
            + " {\n"
            + body
            + "}\n");
    return compiler
        .getClassLoader()
        .loadClass(CLASS_NAME)
        .asSubclass(RowProgram.class)
        .getConstructor(Object[].class, EvaluationContext.class);
  }
}
