package io.nyala.semantics.compile;

import io.nyala.semantics.function.Kernel;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.List;

/**
 * Generated code that reads one column: arrays bound once per batch, the value loaded once per row.
 */
record ColumnCode(int index, DataType type, String vector, List<String> arrays) {
  static ColumnCode of(int index, DataType type) {
    return switch (type.physical()) {
      case LONG -> new ColumnCode(index, type, "LongVector", List.of("long[] values"));
      case DOUBLE -> new ColumnCode(index, type, "DoubleVector", List.of("double[] values"));
      case DECIMAL128 ->
          new ColumnCode(index, type, "Decimal128Vector", List.of("long[] high", "long[] low"));
      case TIMESTAMP ->
          new ColumnCode(index, type, "TimestampVector", List.of("long[] seconds", "int[] nanos"));
      case BYTES ->
          new ColumnCode(
              index, type, "BytesVector", List.of("byte[] data", "int[] starts", "int[] lengths"));
    };
  }

  private static String arrayType(String array) {
    return array.substring(0, array.indexOf(' '));
  }

  private static String accessor(String array) {
    return array.substring(array.indexOf(' ') + 1);
  }

  private String field(String array) {
    return "c" + index + "_" + accessor(array);
  }

  private String local(String array) {
    return "l" + index + "_" + accessor(array);
  }

  /** Declares the fields and binds them to the view at a position of the program's inputs. */
  void bind(int position, StringBuilder fields, StringBuilder code) {
    String view = "view" + index;
    String vectorType = "io.nyala.spi.vector." + vector;
    code.append(vectorType).append(' ').append(view).append(" = (").append(vectorType);
    code.append(") views[").append(position).append("].flat();\n");
    for (String array : arrays) {
      fields.append("private ").append(arrayType(array)).append(' ').append(field(array));
      fields.append(";\n");
      code.append(field(array)).append(" = ").append(view).append('.').append(accessor(array));
      code.append("();\n");
    }
    fields.append("private boolean[] c").append(index).append("_nulls;\n");
    fields.append("private int[] c").append(index).append("_ids;\n");
    code.append('c').append(index).append("_nulls = ").append(view).append(".nulls();\n");
    code.append('c').append(index).append("_ids = views[").append(position);
    code.append("].ids(size);\n");
    Class<?> java = Kernel.javaType(type);
    if (!java.isPrimitive()) {
      fields.append("private final ").append(java.getCanonicalName()).append(' ').append(holder());
      fields.append(" = new ").append(java.getCanonicalName()).append("();\n");
    }
  }

  private String holder() {
    return "ch" + index;
  }

  /** Copies the fields to locals, once per method. */
  void locals(StringBuilder code) {
    for (String array : arrays) {
      code.append(arrayType(array)).append(' ').append(local(array)).append(" = ");
      code.append(field(array)).append(";\n");
    }
    code.append("boolean[] l").append(index).append("_nulls = c").append(index);
    code.append("_nulls;\n");
    code.append("int[] l").append(index).append("_ids = c").append(index).append("_ids;\n");
  }

  /** Loads the value of row {@code r}. */
  void load(boolean flat, StringBuilder code) {
    String position = "p" + index;
    String ids = "l" + index + "_ids";
    String where = flat ? "r" : ids + " == null ? r : " + ids + "[r]";
    code.append("int ").append(position).append(" = ").append(where).append(";\n");
    String nulls = "l" + index + "_nulls";
    code.append("boolean cn").append(index).append(" = ").append(nulls).append(" != null && ");
    code.append(nulls).append('[').append(position).append("];\n");
    if (Kernel.javaType(type).isPrimitive()) {
      String element = local(arrays.get(0)) + "[" + position + "]";
      String java = Kernel.javaType(type).getName();
      code.append(java).append(" cv").append(index).append(" = ").append(element);
      code.append(type.kind() == TypeKind.BOOLEAN ? " != 0L;\n" : ";\n");
      return;
    }
    code.append(holder()).append(".set(").append(local(arrays.get(0)));
    boolean bytes = arrays.size() == 3;
    code.append(bytes ? "" : "[" + position + "]");
    for (String array : arrays.subList(1, arrays.size())) {
      code.append(", ").append(local(array)).append('[').append(position).append(']');
    }
    code.append(");\n");
  }

  GeneratedValue value() {
    boolean primitive = Kernel.javaType(type).isPrimitive();
    return new GeneratedValue("cn" + index, primitive ? "cv" + index : holder());
  }
}
