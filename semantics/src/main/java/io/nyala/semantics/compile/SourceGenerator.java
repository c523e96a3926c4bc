package io.nyala.semantics.compile;

import io.nyala.semantics.cast.CastRules;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.semantics.vector.Literals;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the Java source of one expression: straight-line code per row over locals, holders as
 * fields, kernels as static calls. Every node becomes a {@link GeneratedValue}. Large subtrees
 * become methods of their own, so that the JIT compiles each.
 */
final class SourceGenerator {
  private static final int METHOD_NODES = 40;
  private static final int EXTRACTED_NODES = 12;

  private final boolean flat;
  private final boolean filter;
  private final StringBuilder fields = new StringBuilder();
  private final StringBuilder constructor = new StringBuilder();
  private final StringBuilder methods = new StringBuilder();
  private final TreeMap<Integer, DataType> columns = new TreeMap<>();
  private final List<Object> constants = new ArrayList<>();
  private int next;

  private SourceGenerator(boolean flat, boolean filter) {
    this.flat = flat;
    this.filter = filter;
  }

  /** Code under construction: of one method body, with the columns it loads per row. */
  private static final class Body {
    final StringBuilder code = new StringBuilder();
    final SortedSet<Integer> columns;

    Body(SortedSet<Integer> columns) {
      this.columns = columns;
    }

    Body() {
      this(new TreeSet<>());
    }

    /** A block inside the same method. */
    Body block() {
      return new Body(columns);
    }

    void line(String text) {
      code.append(text).append('\n');
    }
  }

  /**
   * @param flat true if every column will be a flat vector, so that no index is looked up
   * @param filter true for a loop that keeps rows, false for one that computes values
   */
  static GeneratedSource generate(Expression expression, boolean flat, boolean filter) {
    return new SourceGenerator(flat, filter).run(expression);
  }

  private GeneratedSource run(Expression expression) {
    Body loop = new Body();
    GeneratedValue value = node(expression, loop, true);
    StringBuilder main = new StringBuilder();
    if (filter) {
      main.append("public int filter(int[] rows, int count, int[] kept) {\n");
      loads(loop, main);
      main.append("int found = 0;\nfor (int i = 0; i < count; i++) {\nint r = rows[i];\n");
      rowLoads(loop, main);
      main.append(loop.code).append("if (");
      if (value.mayBeNull()) {
        main.append('!').append(value.isNull()).append(" && ");
      }
      main.append(value.value()).append(") {\nkept[found++] = r;\n}\n}\nreturn found;\n}\n");
      main.append(
          "public void project(int[] rows, int count, io.nyala.semantics.vector.FlatVectorBuilder result) {\nthrow new IllegalStateException();\n}\n");
    } else {
      main.append(
          "public void project(int[] rows, int count, io.nyala.semantics.vector.FlatVectorBuilder result) {\n");
      loads(loop, main);
      main.append("for (int i = 0; i < count; i++) {\nint r = rows[i];\n");
      rowLoads(loop, main);
      main.append(loop.code);
      main.append(store(expression.type(), value)).append("}\n}\n");
      main.append(
          "public int filter(int[] rows, int count, int[] kept) {\nthrow new IllegalStateException();\n}\n");
    }
    String bind = bind(); // adds fields
    String text =
        "private final io.nyala.semantics.value.NullFlag nf = new io.nyala.semantics.value.NullFlag();\n"
            + "private final io.nyala.semantics.EvaluationContext context;\n"
            + fields
            + "public Program(Object[] constants, io.nyala.semantics.EvaluationContext context) {\nthis.context = context;\n"
            + constructor
            + "}\n"
            + bind
            + main
            + methods;
    return new GeneratedSource(text, List.copyOf(columns.keySet()), List.copyOf(constants));
  }

  private static String store(DataType type, GeneratedValue value) {
    String set =
        switch (type.physical()) {
          case LONG ->
              type.kind() == TypeKind.BOOLEAN
                  ? "result.setLong(i, " + value.value() + " ? 1L : 0L);\n"
                  : "result.setLong(i, " + value.value() + ");\n";
          case DOUBLE -> "result.setDouble(i, " + value.value() + ");\n";
          default -> "result.set(i, " + value.value() + ");\n";
        };
    return value.mayBeNull()
        ? "if (" + value.isNull() + ") {\nresult.setNull(i);\n} else {\n" + set + "}\n"
        : set;
  }

  private String bind() {
    StringBuilder code =
        new StringBuilder(
            "public void bind(io.nyala.semantics.vector.VectorView[] views, int size) {\n");
    int position = 0;
    for (var column : columns.entrySet()) {
      ColumnCode.of(column.getKey(), column.getValue()).bind(position++, fields, code);
    }
    return code.append("}\n").toString();
  }

  private void loads(Body body, StringBuilder target) {
    for (int column : body.columns) {
      ColumnCode.of(column, columns.get(column)).locals(target);
    }
  }

  private void rowLoads(Body body, StringBuilder target) {
    for (int column : body.columns) {
      ColumnCode.of(column, columns.get(column)).load(flat, target);
    }
  }

  static int size(Expression expression) {
    int size = 1;
    for (Expression child : expression.children()) {
      size += size(child);
    }
    return size;
  }

  private GeneratedValue child(Expression expression, Body body, boolean large) {
    return large && size(expression) > EXTRACTED_NODES
        ? extracted(expression, body)
        : node(expression, body, false);
  }

  /** A method of its own that leaves its result in fields. */
  private GeneratedValue extracted(Expression expression, Body body) {
    Body own = new Body();
    GeneratedValue value = node(expression, own, true);
    int id = next++;
    StringBuilder method = new StringBuilder("private void m" + id + "(int r) {\n");
    loads(own, method);
    rowLoads(own, method);
    method.append(own.code);
    if (value.mayBeNull()) {
      fields.append("private boolean rn").append(id).append(";\n");
      method.append("rn").append(id).append(" = ").append(value.isNull()).append(";\n");
    }
    String result = value.value();
    Class<?> type = Kernel.javaType(expression.type());
    if (type.isPrimitive()) {
      fields.append("private ").append(type.getName()).append(" rv").append(id).append(";\n");
      method.append("rv").append(id).append(" = ").append(result).append(";\n");
      result = "rv" + id;
    }
    methods.append(method).append("}\n");
    body.line("m" + id + "(r);");
    return new GeneratedValue(value.mayBeNull() ? "rn" + id : "false", result);
  }

  private GeneratedValue node(Expression expression, Body body, boolean methodRoot) {
    boolean large = size(expression) > METHOD_NODES;
    if (large && !methodRoot) {
      return extracted(expression, body);
    }
    if (expression instanceof Expression.ColumnReference column) {
      columns.put(column.index(), column.type());
      body.columns.add(column.index());
      return ColumnCode.of(column.index(), column.type()).value();
    }
    if (expression instanceof Literal literal) {
      return literal(literal);
    }
    if (expression instanceof Expression.Cast original) {
      Expression.Cast cast = CastRules.normalize(original);
      DataType from = cast.input().type();
      if (from.kind() == TypeKind.VOID) {
        return literal(new Literal(cast.type(), null));
      }
      GeneratedValue input = child(cast.input(), body, large);
      Kernel kernel = CastRules.kernel(from, cast.type());
      return kernel == null
          ? input
          : call(kernel, List.of(input), List.of(from), cast.type(), body);
    }
    if (expression instanceof Expression.Call call) {
      List<GeneratedValue> arguments = new ArrayList<>();
      List<DataType> types = new ArrayList<>();
      for (Expression argument : call.arguments()) {
        arguments.add(child(argument, body, large));
        types.add(argument.type());
      }
      Kernel kernel = FunctionRegistry.builtIn().get(call.name()).kernel(types, call.type());
      return call(kernel, arguments, types, call.type(), body);
    }
    return special((Special) expression, body, large);
  }

  private String constant(Class<?> type, Object value) {
    String name = "k" + next++;
    String typeName = type.getCanonicalName();
    fields.append("private final ").append(typeName).append(' ').append(name).append(";\n");
    String boxed =
        type == long.class
            ? "((Long) constants[" + constants.size() + "]).longValue()"
            : type == double.class
                ? "((Double) constants[" + constants.size() + "]).doubleValue()"
                : "(" + typeName + ") constants[" + constants.size() + "]";
    constructor.append(name).append(" = ").append(boxed).append(";\n");
    constants.add(value);
    return name;
  }

  private String field(Class<?> type, String prefix) {
    String name = prefix + next++;
    String typeName = type.getCanonicalName();
    fields.append("private final ").append(typeName).append(' ').append(name);
    fields.append(" = new ").append(typeName).append("();\n");
    return name;
  }

  private GeneratedValue literal(Literal literal) {
    DataType type = literal.type();
    Class<?> java = Kernel.javaType(type);
    Object value = literal.value();
    if (value == null) {
      String none =
          java == boolean.class
              ? "false"
              : java == long.class ? "0L" : java == double.class ? "0.0" : field(java, "z");
      return new GeneratedValue("true", none);
    }
    String name =
        switch (type.physical()) {
          case LONG ->
              java == boolean.class
                  ? value.toString()
                  : constant(long.class, Literals.toLong(value));
          case DOUBLE -> constant(double.class, value);
          case DECIMAL128 -> {
            Int128 wide = new Int128();
            wide.set(((BigDecimal) value).unscaledValue());
            yield constant(Int128.class, wide);
          }
          case TIMESTAMP -> {
            TimestampHolder time = new TimestampHolder();
            time.set(((TimestampValue) value).seconds(), ((TimestampValue) value).nanos());
            yield constant(TimestampHolder.class, time);
          }
          case BYTES -> {
            byte[] bytes = Literals.toBytes(value);
            ByteRange range = new ByteRange();
            range.set(bytes, 0, bytes.length);
            yield constant(ByteRange.class, range);
          }
        };
    return new GeneratedValue("false", name);
  }

  /** Declares the place of a node's value: a local for primitives, a field for holders. */
  private String place(DataType type, Body body) {
    Class<?> java = Kernel.javaType(type);
    if (!java.isPrimitive()) {
      return field(java, "h");
    }
    String name = "v" + next++;
    String zero = java == boolean.class ? "false" : java == long.class ? "0L" : "0.0";
    body.line(java.getName() + " " + name + " = " + zero + ";");
    return name;
  }

  private static String assign(DataType type, String place, String value) {
    return Kernel.javaType(type).isPrimitive()
        ? place + " = " + value + ";"
        : place + ".set(" + value + ");";
  }

  private GeneratedValue call(
      Kernel kernel,
      List<GeneratedValue> arguments,
      List<DataType> types,
      DataType result,
      Body body) {
    String place = place(result, body);
    List<String> nulls = new ArrayList<>();
    for (GeneratedValue argument : arguments) {
      if (argument.mayBeNull() && !kernel.nullAware()) {
        nulls.add(argument.isNull());
      }
    }
    boolean mayBeNull = !nulls.isEmpty() || kernel.nullable();
    String isNull = mayBeNull ? "n" + next++ : "false";
    if (mayBeNull) {
      String any = nulls.isEmpty() ? "false" : String.join(" | ", nulls);
      body.line("boolean " + isNull + " = " + any + ";");
    }
    if (!nulls.isEmpty()) {
      body.line("if (!" + isNull + ") {");
    }
    String parameters = parameters(kernel, arguments, types, result, place, body);
    String invocation =
        kernel.method().getDeclaringClass().getCanonicalName()
            + "."
            + kernel.method().getName()
            + "("
            + parameters
            + ");";
    boolean returns = kernel.method().getReturnType() != void.class;
    body.line(returns ? place + " = " + invocation : invocation);
    body.code.append(pendingResult);
    pendingResult = "";
    if (kernel.nullable()) {
      body.line(isNull + " = nf.isNull;");
    }
    if (!nulls.isEmpty()) {
      body.line("}");
    }
    return new GeneratedValue(isNull, place);
  }

  /**
   * Code that moves a result from the kernel's holder to the node's place, set by {@link
   * #parameters}.
   */
  private String pendingResult = "";

  private String parameters(
      Kernel kernel,
      List<GeneratedValue> arguments,
      List<DataType> types,
      DataType result,
      String place,
      Body body) {
    Class<?>[] parameterTypes = kernel.method().getParameterTypes();
    List<String> list = new ArrayList<>();
    int argument = 0;
    int constant = 0;
    for (int i = 0; i < parameterTypes.length; i++) {
      Class<?> type = parameterTypes[i];
      switch (kernel.roles().get(i)) {
        case ARGUMENT -> {
          if (kernel.variadic()) {
            list.add(array(type.getComponentType(), arguments, types, body));
          } else {
            list.add(argument(type, arguments.get(argument), types.get(argument), body));
            argument++;
          }
        }
        case ARGUMENT_NULL ->
            list.add(
                kernel.variadic()
                    ? nullArray(arguments, body)
                    : arguments.get(argument - 1).isNull());
        case CONSTANT -> list.add(String.valueOf(kernel.constants().get(constant++)));
        case CONTEXT -> list.add("context");
        case STATE -> list.add(field(type, "s"));
        case RESULT -> list.add(resultHolder(type, result, place, body));
        case NULL_FLAG -> {
          body.line("nf.isNull = false;");
          list.add("nf");
        }
      }
    }
    return String.join(", ", list);
  }

  private String argument(Class<?> parameter, GeneratedValue value, DataType type, Body body) {
    if (parameter == Int128.class && Kernel.javaType(type) == long.class) {
      String wide = field(Int128.class, "w");
      body.line(wide + ".set(" + value.value() + ");");
      return wide;
    }
    return value.value();
  }

  private String array(
      Class<?> component, List<GeneratedValue> arguments, List<DataType> types, Body body) {
    String name = newArray(component, arguments.size());
    for (int k = 0; k < arguments.size(); k++) {
      String value = argument(component, arguments.get(k), types.get(k), body);
      body.line(name + "[" + k + "] = " + value + ";");
    }
    return name;
  }

  private String nullArray(List<GeneratedValue> arguments, Body body) {
    String name = newArray(boolean.class, arguments.size());
    for (int k = 0; k < arguments.size(); k++) {
      body.line(name + "[" + k + "] = " + arguments.get(k).isNull() + ";");
    }
    return name;
  }

  private String newArray(Class<?> component, int length) {
    String name = "y" + next++;
    String typeName = component.getCanonicalName();
    fields.append("private final ").append(typeName).append("[] ").append(name);
    fields.append(" = new ").append(typeName).append('[').append(length).append("];\n");
    return name;
  }

  private String resultHolder(Class<?> parameter, DataType result, String place, Body body) {
    Class<?> java = Kernel.javaType(result);
    if (parameter == java) {
      return place;
    }
    if (parameter == Int128.class) {
      String wide = field(Int128.class, "w");
      pendingResult = place + " = " + wide + ".low;\n";
      return wide;
    }
    String builder = field(parameter, "b");
    body.line(builder + ".reset();");
    pendingResult = place + ".set(" + builder + ".array(), 0, " + builder + ".size());\n";
    return builder;
  }

  private GeneratedValue special(Special node, Body body, boolean large) {
    List<Expression> arguments = node.arguments();
    return switch (node.form()) {
      case AND -> connective(arguments, body, large, false);
      case OR -> connective(arguments, body, large, true);
      case NOT -> {
        GeneratedValue input = child(arguments.get(0), body, large);
        yield new GeneratedValue(input.isNull(), "(!" + input.value() + ")");
      }
      case IS_NULL -> new GeneratedValue("false", child(arguments.get(0), body, large).isNull());
      case IS_NOT_NULL ->
          new GeneratedValue("false", "(!" + child(arguments.get(0), body, large).isNull() + ")");
      case CASE -> searchedCase(node, body, large);
      case COALESCE -> coalesce(node, body, large);
      case IN -> in(node, body, large);
    };
  }

  /** Each argument runs only while none before it has decided. */
  private GeneratedValue connective(
      List<Expression> arguments, Body body, boolean large, boolean deciding) {
    String decided = "d" + next++;
    String sawNull = "n" + next++;
    body.line("boolean " + decided + " = false;");
    body.line("boolean " + sawNull + " = false;");
    boolean mayBeNull = false;
    for (int i = 0; i < arguments.size(); i++) {
      Body block = body.block();
      GeneratedValue value = child(arguments.get(i), block, large);
      String test = deciding ? value.value() : "!" + value.value();
      if (value.mayBeNull()) {
        mayBeNull = true;
        block.line("if (" + value.isNull() + ") {");
        block.line(sawNull + " = true;");
        block.line("} else if (" + test + ") {");
      } else {
        block.line("if (" + test + ") {");
      }
      block.line(decided + " = true;");
      block.line("}");
      body.line(i == 0 ? "{" : "if (!" + decided + ") {");
      body.code.append(block.code);
      body.line("}");
    }
    if (!mayBeNull) {
      return new GeneratedValue("false", deciding ? decided : "(!" + decided + ")");
    }
    body.line("if (" + decided + ") {\n" + sawNull + " = false;\n}");
    return new GeneratedValue(sawNull, deciding ? decided : "(!" + decided + ")");
  }

  private GeneratedValue searchedCase(Special node, Body body, boolean large) {
    String place = place(node.type(), body);
    String isNull = "n" + next++;
    body.line("boolean " + isNull + " = false;");
    List<Expression> arguments = node.arguments();
    int open = 0;
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      GeneratedValue condition = child(arguments.get(i), body, large);
      String test =
          condition.mayBeNull()
              ? "!" + condition.isNull() + " && " + condition.value()
              : condition.value();
      body.line("if (" + test + ") {");
      branch(node.type(), arguments.get(i + 1), body, large, place, isNull);
      body.line("} else {");
      open++;
    }
    branch(node.type(), arguments.get(arguments.size() - 1), body, large, place, isNull);
    body.line("}".repeat(open));
    return new GeneratedValue(isNull, place);
  }

  private void branch(
      DataType type, Expression value, Body body, boolean large, String place, String isNull) {
    GeneratedValue result = child(value, body, large);
    body.line(isNull + " = " + result.isNull() + ";");
    body.line(assign(type, place, result.value()));
  }

  private GeneratedValue coalesce(Special node, Body body, boolean large) {
    String place = place(node.type(), body);
    String isNull = "n" + next++;
    body.line("boolean " + isNull + " = true;");
    for (Expression argument : node.arguments()) {
      body.line("if (" + isNull + ") {");
      branch(node.type(), argument, body, large, place, isNull);
      body.line("}");
    }
    return new GeneratedValue(isNull, place);
  }

  private GeneratedValue in(Special node, Body body, boolean large) {
    List<Literal> literals = new ArrayList<>();
    boolean hasNull = false;
    for (Expression candidate : node.arguments().subList(1, node.arguments().size())) {
      Literal literal = (Literal) candidate;
      if (literal.value() == null) {
        hasNull = true;
      } else {
        literals.add(literal);
      }
    }
    GeneratedValue value = child(node.arguments().get(0), body, large);
    String set = constant(LiteralSet.class, new LiteralSet(literals));
    String found = place(DataType.BOOLEAN, body);
    String contains = found + " = " + set + ".contains(" + value.value() + ");";
    body.line(value.mayBeNull() ? "if (!" + value.isNull() + ") {\n" + contains + "\n}" : contains);
    String isNull = value.isNull();
    if (hasNull) {
      isNull = "n" + next++;
      body.line("boolean " + isNull + " = !" + found + ";");
    }
    return new GeneratedValue(isNull, found);
  }
}
