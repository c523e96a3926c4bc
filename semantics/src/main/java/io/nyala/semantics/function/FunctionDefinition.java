package io.nyala.semantics.function;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function as the registry knows it: all overloads of one name. Immutable. */
public final class FunctionDefinition {
  private final String name;
  private final FunctionKind kind;
  private final FunctionDocumentation documentation;
  private final FunctionProperties properties;
  private final ConstantSignatureRule signatures;
  private final @Nullable KernelRule kernels;
  private final @Nullable Rewrite rewrite;

  FunctionDefinition(
      String name,
      FunctionKind kind,
      FunctionDocumentation documentation,
      FunctionProperties properties,
      ConstantSignatureRule signatures,
      @Nullable KernelRule kernels,
      @Nullable Rewrite rewrite) {
    this.name = requireNonNull(name);
    this.kind = requireNonNull(kind);
    this.documentation = requireNonNull(documentation);
    this.properties = requireNonNull(properties);
    this.signatures = requireNonNull(signatures);
    this.kernels = kernels;
    this.rewrite = rewrite;
  }

  public String name() {
    return name;
  }

  public FunctionKind kind() {
    return kind;
  }

  public FunctionDocumentation documentation() {
    return documentation;
  }

  public FunctionProperties properties() {
    return properties;
  }

  /**
   * Chooses the overload by Hive's rules of implicit conversion.
   *
   * @throws NyalaException ARGUMENT_COUNT or ARGUMENT_TYPE, in Hive's wording without the position,
   *     which the planner adds
   */
  public ResolvedFunction resolve(List<? extends DataType> argumentTypes) {
    List<DataType> types = List.copyOf(argumentTypes);
    return new ResolvedFunction(
        this, signatures.resolve(name, types, Collections.nCopies(types.size(), null)));
  }

  /**
   * As {@link #resolve}, for functions whose result type depends on a constant argument, such as
   * the digits of {@code round(decimal, 2)}: literals among the arguments are looked at. Prefer
   * this one wherever the arguments are known.
   */
  public ResolvedFunction resolveCall(List<? extends Expression> arguments) {
    List<DataType> types = new ArrayList<>();
    List<@Nullable Object> constants = new ArrayList<>();
    for (Expression argument : arguments) {
      types.add(argument.type());
      constants.add(constant(argument));
    }
    return new ResolvedFunction(this, signatures.resolve(name, types, constants));
  }

  private static @Nullable Object constant(Expression argument) {
    if (argument instanceof Expression.Literal literal) {
      return literal.value();
    }
    boolean negated = argument instanceof Expression.Call call && call.name().equals("negative");
    return negated && constant(argument.children().get(0)) instanceof Long number ? -number : null;
  }

  /** The kernel of an overload, for interpreter and compiler. */
  public Kernel kernel(List<DataType> parameterTypes, DataType returnType) {
    if (kernels == null) {
      throw new NyalaException(
          ErrorCode.INTERNAL_ERROR,
          "function " + name + " has no kernel: it must be rewritten before evaluation");
    }
    return kernels.kernel(parameterTypes, returnType);
  }

  Expression expression(DataType returnType, List<Expression> arguments) {
    return rewrite == null
        ? new Expression.Call(name, returnType, arguments)
        : rewrite.rewrite(returnType, arguments);
  }

  @Override
  public String toString() {
    return name;
  }
}
