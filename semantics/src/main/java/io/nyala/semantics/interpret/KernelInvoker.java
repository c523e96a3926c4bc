package io.nyala.semantics.interpret;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.Kernel.Role;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.NullFlag;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.semantics.vector.FlatVectorBuilder;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.Vector;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls one kernel for the rows of vectors, by reflection. Keeps the call site's state from batch
 * to batch. Not thread-safe.
 */
final class KernelInvoker {
  private final Kernel kernel;
  private final DataType resultType;
  private final int argumentCount;
  private final Class<?>[] parameterTypes;
  private final Object[] parameters;
  private final NullFlag nullFlag = new NullFlag();
  private @Nullable Object result;

  KernelInvoker(
      Kernel kernel, List<DataType> arguments, DataType resultType, EvaluationContext context) {
    this.kernel = kernel;
    this.resultType = resultType;
    this.argumentCount = arguments.size();
    this.parameterTypes = kernel.method().getParameterTypes();
    this.parameters = new Object[parameterTypes.length];
    int constant = 0;
    for (int i = 0; i < parameterTypes.length; i++) {
      Role role = kernel.roles().get(i);
      Class<?> type = parameterTypes[i];
      switch (role) {
        case ARGUMENT -> parameters[i] = kernel.variadic() ? array(type) : holder(type);
        case ARGUMENT_NULL ->
            parameters[i] = kernel.variadic() ? new boolean[argumentCount] : (Object) false;
        case CONSTANT -> parameters[i] = kernel.constants().get(constant++);
        case CONTEXT -> parameters[i] = context;
        case STATE -> parameters[i] = newState(type);
        case RESULT -> {
          result = newState(type);
          parameters[i] = result;
        }
        case NULL_FLAG -> parameters[i] = nullFlag;
      }
    }
  }

  private Object array(Class<?> type) {
    Class<?> component = type.getComponentType();
    Object array = Array.newInstance(component, argumentCount);
    for (int i = 0; i < argumentCount; i++) {
      Array.set(array, i, holder(component));
    }
    return array;
  }

  private static Object holder(Class<?> type) {
    if (type == long.class) {
      return 0L;
    }
    if (type == double.class) {
      return 0.0;
    }
    return type == boolean.class ? false : newState(type);
  }

  static Object newState(Class<?> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("state of a kernel: " + type, e);
    }
  }

  Vector invoke(List<Vector> arguments, int size) {
    VectorView[] views = arguments.stream().map(VectorView::of).toArray(VectorView[]::new);
    FlatVectorBuilder target = new FlatVectorBuilder(resultType.physical(), size);
    for (int row = 0; row < size; row++) {
      if (!kernel.nullAware() && anyNull(views, row)) {
        target.setNull(row);
      } else {
        load(views, row);
        call(target, row);
      }
    }
    return target.build();
  }

  private static boolean anyNull(VectorView[] views, int row) {
    for (VectorView view : views) {
      if (view.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private void load(VectorView[] views, int row) {
    int next = 0;
    for (int i = 0; i < parameters.length; i++) {
      Role role = kernel.roles().get(i);
      if (kernel.variadic() && role == Role.ARGUMENT) {
        loadArray(views, row, parameters[i], parameterTypes[i].getComponentType());
      } else if (kernel.variadic() && role == Role.ARGUMENT_NULL) {
        boolean[] flags = (boolean[]) parameters[i];
        for (int k = 0; k < argumentCount; k++) {
          flags[k] = views[k].isNull(row);
        }
      } else if (role == Role.ARGUMENT) {
        if (!views[next].isNull(row)) {
          parameters[i] = read(views[next], row, parameterTypes[i], parameters[i]);
        }
        next++;
      } else if (role == Role.ARGUMENT_NULL) {
        parameters[i] = views[next - 1].isNull(row);
      }
    }
  }

  private void loadArray(VectorView[] views, int row, Object array, Class<?> component) {
    for (int k = 0; k < argumentCount; k++) {
      if (!views[k].isNull(row)) {
        Array.set(array, k, read(views[k], row, component, Array.get(array, k)));
      }
    }
  }

  private static Object read(VectorView view, int row, Class<?> type, Object holder) {
    if (type == long.class) {
      return view.getLong(row);
    }
    if (type == double.class) {
      return view.getDouble(row);
    }
    if (type == boolean.class) {
      return view.getLong(row) != 0;
    }
    if (holder instanceof Int128 wide) {
      view.read(row, wide);
    } else if (holder instanceof TimestampHolder timestamp) {
      view.read(row, timestamp);
    } else {
      view.read(row, (ByteRange) holder);
    }
    return holder;
  }

  private void call(FlatVectorBuilder target, int row) {
    nullFlag.isNull = false;
    if (result instanceof BytesBuilder bytes) {
      bytes.reset();
    }
    Object value;
    try {
      value = kernel.method().invoke(null, parameters);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof NyalaException known) {
        throw known;
      }
      throw new IllegalStateException(
          "kernel " + kernel.method() + " with " + Arrays.toString(parameters), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("kernel " + kernel.method(), e);
    }
    if (nullFlag.isNull) {
      target.setNull(row);
    } else if (result != null) {
      store(target, row, result);
    } else if (value instanceof Double number) {
      target.setDouble(row, number);
    } else if (resultType.kind() == TypeKind.BOOLEAN) {
      target.setLong(row, (Boolean) value ? 1 : 0);
    } else {
      target.setLong(row, (Long) value);
    }
  }

  private static void store(FlatVectorBuilder target, int row, Object holder) {
    if (holder instanceof Int128 wide) {
      target.set(row, wide);
    } else if (holder instanceof TimestampHolder timestamp) {
      target.set(row, timestamp);
    } else if (holder instanceof BytesBuilder bytes) {
      target.set(row, bytes);
    } else {
      target.set(row, (ByteRange) holder);
    }
  }
}
