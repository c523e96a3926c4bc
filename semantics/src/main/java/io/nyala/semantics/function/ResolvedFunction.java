package io.nyala.semantics.function;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** A function with its overload chosen; what the planner keeps per call. */
public record ResolvedFunction(FunctionDefinition definition, Signature signature) {
  public ResolvedFunction {
    requireNonNull(definition);
    requireNonNull(signature);
  }

  public String name() {
    return definition.name();
  }

  /** The types that the planner casts the arguments to, one per argument given. */
  public List<DataType> parameterTypes() {
    return signature.parameterTypes();
  }

  public DataType returnType() {
    return signature.returnType();
  }

  /**
   * Columns of an aggregate's partial result, see {@link FunctionRegistry} for their meaning; empty
   * for scalar functions.
   */
  public List<DataType> intermediateTypes() {
    return signature.intermediateTypes();
  }

  public FunctionProperties properties() {
    return definition.properties();
  }

  /**
   * The expression for a call of a scalar function: adds the implicit casts and, where the function
   * is another way to write a special form ({@code if}, {@code nvl}, {@code isnull}, {@code
   * nullif}, …), gives that form.
   */
  public Expression bind(List<Expression> arguments) {
    List<Expression> converted = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      DataType type = parameterTypes().get(i);
      converted.add(argument.type().equals(type) ? argument : new Expression.Cast(argument, type));
    }
    return definition.expression(returnType(), converted);
  }
}
