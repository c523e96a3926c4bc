package io.nyala.semantics.function;

import io.nyala.semantics.builtin.BuiltInFunctions;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All functions by lower-case name; operators are functions named by their sign ({@code +}, {@code
 * <=}, {@code like}, {@code div}; unary minus is {@code negative}). Immutable, safe for any thread.
 *
 * <p>Partial results of aggregates (intermediate types, in order; s = sum, n = number of non-NULL
 * inputs):
 *
 * <ul>
 *   <li>{@code count}: BIGINT n, never NULL (0 for no rows)
 *   <li>{@code sum}: one column of the return type, NULL while n = 0. sum(integers) is BIGINT and
 *       wraps; sum(decimal(p,s)) is decimal(min(38,p+10),s), overflow gives NULL; sum of FLOAT,
 *       DOUBLE, STRING is DOUBLE
 *   <li>{@code avg}: s, BIGINT n. s is DOUBLE for all but decimals, decimal(min(38,p+10),s) for
 *       decimal(p,s); result s/n, NULL for n = 0; for decimals scale s+4, rounded half up
 *   <li>{@code min}, {@code max}: one column of the return type, NULL while n = 0; NaN is the
 *       largest double
 *   <li>{@code stddev}, {@code variance} families: BIGINT n, DOUBLE s, DOUBLE m2 (sum of squared
 *       differences from the mean). One value x: n+1, s+x, for n &gt; 1 m2 += (n·x−s)² / (n·(n−1)).
 *       Merge of a and b: m2 = a.m2 + b.m2 + (a.n/b.n·b.s − a.s)² · b.n/(a.n·(a.n+b.n)).
 *       Population: m2/n, NULL for n = 0; sample: m2/(n−1), NULL for n ≤ 1; stddev is the square
 *       root
 * </ul>
 */
public final class FunctionRegistry {
  private static final FunctionRegistry BUILT_IN = BuiltInFunctions.create();

  private final Map<String, FunctionDefinition> functions;

  FunctionRegistry(Map<String, FunctionDefinition> functions) {
    this.functions = Collections.unmodifiableMap(new TreeMap<>(functions));
  }

  /** The functions that every session has. */
  public static FunctionRegistry builtIn() {
    return BUILT_IN;
  }

  /** The function of that name, any case. */
  public Optional<FunctionDefinition> find(String name) {
    return Optional.ofNullable(functions.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Finds and resolves in one step.
   *
   * @throws NyalaException INVALID_FUNCTION for an unknown name, ARGUMENT_COUNT or ARGUMENT_TYPE
   *     without a fitting overload
   */
  public ResolvedFunction resolve(String name, List<? extends DataType> argumentTypes) {
    return get(name).resolve(argumentTypes);
  }

  /**
   * Finds, resolves and binds a scalar call: implicit casts are added, and special forms take the
   * place of functions that only name them.
   *
   * @throws NyalaException as {@link #resolve}
   */
  public Expression call(String name, List<? extends Expression> arguments) {
    return get(name).resolveCall(arguments).bind(List.copyOf(arguments));
  }

  /**
   * @throws NyalaException INVALID_FUNCTION for an unknown name
   */
  public FunctionDefinition get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new NyalaException(ErrorCode.INVALID_FUNCTION, "Invalid function '" + name + "'"));
  }

  /** All functions in the order of their names, operators included. */
  public Collection<FunctionDefinition> functions() {
    return functions.values();
  }
}
