package io.nyala.semantics.function;

import static java.util.Objects.requireNonNull;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.NullFlag;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The code of one overload: a public static method over primitives and reusable holders, called by
 * interpreter and compiled code alike. Parameters, in this order:
 *
 * <ol>
 *   <li>the arguments by physical kind: {@code boolean} for BOOLEAN, {@code long}, {@code double},
 *       {@link Int128}, {@link TimestampHolder}, {@link ByteRange}; or one array of these for any
 *       number of arguments of one kind; with {@link NullAware} each followed by its null flag
 *   <li>{@code int} constants that depend on the types only (scales, precisions, lengths)
 *   <li>{@link EvaluationContext} and one state object with a public constructor without
 *       parameters, made per call site and instance (compiled patterns, digests, buffers)
 *   <li>for results that are not primitive the holder to fill: {@link Int128}, {@link
 *       TimestampHolder}, {@link BytesBuilder} (append) or {@link ByteRange} (a view of an argument
 *       or constant)
 *   <li>{@link NullFlag} if the result may be NULL for arguments that are not
 * </ol>
 */
public record Kernel(
    Method method, List<Role> roles, List<Integer> constants, boolean nullAware, boolean variadic) {
  /** What a parameter of the method is. */
  public enum Role {
    ARGUMENT,
    ARGUMENT_NULL,
    CONSTANT,
    CONTEXT,
    STATE,
    RESULT,
    NULL_FLAG
  }

  public Kernel {
    requireNonNull(method);
    roles = List.copyOf(roles);
    constants = List.copyOf(constants);
  }

  /**
   * Finds the public static method {@code name} of {@code owner} whose first parameters take the
   * argument types. A method over {@link Int128} also serves decimals of up to 18 digits, where no
   * narrower one exists: the caller widens them and takes the low half.
   *
   * @throws IllegalStateException if there is none, which a test over the whole registry excludes
   */
  public static Kernel find(
      Class<?> owner, String name, List<DataType> arguments, DataType result, int... constants) {
    for (boolean widen : new boolean[] {false, true}) {
      for (Method method : owner.getMethods()) {
        if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
          Kernel kernel = match(method, arguments, result, constants, widen);
          if (kernel != null) {
            return kernel;
          }
        }
      }
    }
    throw new IllegalStateException(
        "no kernel " + owner.getSimpleName() + "." + name + arguments + " → " + result);
  }

  private static @org.jspecify.annotations.Nullable Kernel match(
      Method method, List<DataType> arguments, DataType result, int[] constants, boolean widen) {
    Class<?>[] types = method.getParameterTypes();
    boolean nullAware = method.isAnnotationPresent(NullAware.class);
    boolean variadic = types.length > 0 && types[0].isArray();
    List<Role> roles = new ArrayList<>();
    int next = 0;
    if (variadic) {
      for (DataType argument : arguments) {
        if (!takes(types[0].getComponentType(), argument, widen)) {
          return null;
        }
      }
      roles.add(Role.ARGUMENT);
      next = 1;
      if (nullAware) {
        roles.add(Role.ARGUMENT_NULL);
        next = 2;
      }
    } else {
      for (DataType argument : arguments) {
        if (next >= types.length || !takes(types[next], argument, widen)) {
          return null;
        }
        roles.add(Role.ARGUMENT);
        next++;
        if (nullAware) {
          roles.add(Role.ARGUMENT_NULL);
          next++;
        }
      }
    }
    Class<?> resultType = javaType(result);
    int used = 0;
    for (; next < types.length; next++) {
      Class<?> type = types[next];
      if (type == int.class) {
        roles.add(Role.CONSTANT);
        used++;
      } else if (type == EvaluationContext.class) {
        roles.add(Role.CONTEXT);
      } else if (type == NullFlag.class) {
        roles.add(Role.NULL_FLAG);
      } else if (!roles.contains(Role.RESULT) && givesInto(type, result, widen)) {
        roles.add(Role.RESULT);
      } else if (isArgumentType(type)) {
        return null;
      } else {
        roles.add(Role.STATE);
      }
    }
    boolean returnFits =
        roles.contains(Role.RESULT)
            ? method.getReturnType() == void.class
            : method.getReturnType() == resultType && resultType.isPrimitive();
    if (used != constants.length || !returnFits) {
      return null;
    }
    return new Kernel(
        method, roles, Arrays.stream(constants).boxed().toList(), nullAware, variadic);
  }

  private static boolean takes(Class<?> parameter, DataType argument, boolean widen) {
    return parameter == javaType(argument)
        || widen && parameter == Int128.class && argument.kind() == TypeKind.DECIMAL;
  }

  private static boolean givesInto(Class<?> parameter, DataType result, boolean widen) {
    Class<?> type = javaType(result);
    return !type.isPrimitive() && parameter == type
        || parameter == BytesBuilder.class && type == ByteRange.class
        || widen && parameter == Int128.class && result.kind() == TypeKind.DECIMAL;
  }

  private static boolean isArgumentType(Class<?> type) {
    return type.isPrimitive()
        || type == ByteRange.class
        || type == BytesBuilder.class
        || type == Int128.class
        || type == TimestampHolder.class;
  }

  /** The Java type of a value in kernels and compiled code. */
  public static Class<?> javaType(DataType type) {
    if (type.kind() == TypeKind.BOOLEAN) {
      return boolean.class;
    }
    return switch (type.physical()) {
      case LONG -> long.class;
      case DOUBLE -> double.class;
      case DECIMAL128 -> Int128.class;
      case TIMESTAMP -> TimestampHolder.class;
      case BYTES -> ByteRange.class;
    };
  }

  /** True if the kernel itself may answer NULL. */
  public boolean nullable() {
    return roles.contains(Role.NULL_FLAG);
  }

  /** True if the result is written into a {@link BytesBuilder}. */
  public boolean buildsBytes() {
    int index = roles.indexOf(Role.RESULT);
    return index >= 0 && method.getParameterTypes()[index] == BytesBuilder.class;
  }
}
