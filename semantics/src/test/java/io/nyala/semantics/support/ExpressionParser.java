package io.nyala.semantics.support;

import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Cast;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.DataType.VarcharType;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the expressions of test tables: literals, columns, operators, calls, CAST, CASE, IN,
 * BETWEEN, intervals.
 */
public final class ExpressionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\d+\\.?\\d*[eE][+-]?\\d+|\\d*\\.\\d+|\\d+\\.?)(L?)|('(?:[^'\\\\]|\\\\.|'')*')|([A-Za-z_][A-Za-z_0-9]*)"
              + "|(<=>|<>|!=|<=|>=|==|\\|\\||[-+*/%&|^~=<>(),]))");
  private static final List<List<String>> BINARY =
      List.of(
          List.of("or"),
          List.of("and"),
          List.of("=", "==", "<>", "!=", "<", "<=", ">", ">=", "<=>", "like", "rlike", "regexp"),
          List.of("|"),
          List.of("&"),
          List.of("||"),
          List.of("+", "-"),
          List.of("*", "/", "%", "div"),
          List.of("^"));

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Expression> columns;
  private int next;

  private ExpressionParser(String text, Map<String, Expression> columns) {
    this.columns = columns;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.trim().length() && matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group().trim());
      end = matcher.end();
    }
    if (end < text.stripTrailing().length()) {
      throw new IllegalArgumentException("cannot read " + text.substring(end));
    }
  }

  public static Expression parse(String text) {
    return parse(text, Map.of());
  }

  public static Expression parse(String text, Map<String, Expression> columns) {
    ExpressionParser parser = new ExpressionParser(text, columns);
    Expression result = parser.binary(0);
    if (parser.next < parser.tokens.size()) {
      throw new IllegalArgumentException("left over: " + parser.peek() + " in " + text);
    }
    return result;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next).toLowerCase(Locale.ROOT) : "";
  }

  private boolean accept(String token) {
    if (peek().equals(token)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalArgumentException("expected " + token + ", got " + peek());
    }
  }

  private static Expression call(String name, Expression... arguments) {
    return FunctionRegistry.builtIn().call(name, List.of(arguments));
  }

  private Expression binary(int level) {
    if (level == BINARY.size()) {
      return unary();
    }
    Expression left = level == 2 && accept("not") ? call("not", binary(2)) : binary(level + 1);
    while (true) {
      String operator = peek();
      if (BINARY.get(level).contains(operator)) {
        next++;
        left = call(operator, left, binary(level + 1));
      } else if (level == 2 && accept("between")) {
        Expression low = binary(3);
        expect("and");
        left = call("between", left, low, binary(3));
      } else if (level == 2 && accept("in")) {
        left = in(left);
      } else if (level == 2 && accept("is")) {
        boolean negated = accept("not");
        expect("null");
        left = call(negated ? "isnotnull" : "isnull", left);
      } else {
        return left;
      }
    }
  }

  private Expression in(Expression value) {
    expect("(");
    List<Expression> arguments = new ArrayList<>(List.of(value));
    do {
      arguments.add(binary(0));
    } while (accept(","));
    expect(")");
    List<Expression> cast = new ArrayList<>();
    for (Expression argument : arguments) {
      cast.add(argument.type().equals(value.type()) ? argument : new Cast(argument, value.type()));
    }
    return new Special(Form.IN, DataType.BOOLEAN, cast);
  }

  private Expression unary() {
    if (accept("-")) {
      Expression operand = unary();
      return call("negative", operand);
    }
    if (accept("~")) {
      return call("~", unary());
    }
    return primary();
  }

  private Expression primary() {
    String token = tokens.get(next++);
    String lower = token.toLowerCase(Locale.ROOT);
    if (lower.equals("(")) {
      Expression inner = binary(0);
      expect(")");
      return inner;
    }
    if (token.startsWith("'")) {
      return new Literal(DataType.STRING, unquote(token));
    }
    if (Character.isDigit(token.charAt(0)) || token.charAt(0) == '.') {
      return number(token);
    }
    if (lower.equals("null")) {
      return new Literal(DataType.VOID, null);
    }
    if (lower.equals("true") || lower.equals("false")) {
      return new Literal(DataType.BOOLEAN, lower.equals("true"));
    }
    if (lower.equals("case")) {
      return searchedCase();
    }
    if (lower.equals("cast")) {
      expect("(");
      Expression input = binary(0);
      expect("as");
      DataType type = type();
      expect(")");
      return new Cast(input, type);
    }
    if (peek().startsWith("'") && List.of("date", "timestamp", "interval").contains(lower)) {
      return temporal(lower, unquote(tokens.get(next++)));
    }
    if (columns.containsKey(lower) && !peek().equals("(")) {
      return columns.get(lower);
    }
    expect("(");
    List<Expression> arguments = new ArrayList<>();
    if (lower.equals("extract")) {
      String field = tokens.get(next++).toLowerCase(Locale.ROOT);
      expect("from");
      arguments.add(binary(0));
      expect(")");
      return call(field, arguments.get(0));
    }
    while (!accept(")")) {
      arguments.add(binary(0));
      accept(",");
    }
    return call(lower, arguments.toArray(new Expression[0]));
  }

  private Expression searchedCase() {
    List<Expression> branches = new ArrayList<>();
    while (accept("when")) {
      branches.add(binary(0));
      expect("then");
      branches.add(binary(0));
    }
    branches.add(accept("else") ? binary(0) : new Literal(DataType.VOID, null));
    expect("end");
    List<DataType> types = new ArrayList<>();
    for (int i = 1; i < branches.size(); i += 2) {
      types.add(branches.get(i).type());
    }
    types.add(branches.get(branches.size() - 1).type());
    DataType common = io.nyala.semantics.type.TypeCoercion.commonType(types).orElseThrow();
    for (int i = 0; i < branches.size(); i++) {
      boolean value = i % 2 == 1 || i == branches.size() - 1;
      if (value && !branches.get(i).type().equals(common)) {
        branches.set(i, new Cast(branches.get(i), common));
      }
    }
    return new Special(Form.CASE, common, branches);
  }

  private DataType type() {
    String name = tokens.get(next++).toLowerCase(Locale.ROOT);
    List<Integer> numbers = new ArrayList<>();
    if (accept("(")) {
      do {
        numbers.add(Integer.valueOf(tokens.get(next++)));
      } while (accept(","));
      expect(")");
    }
    return type(name, numbers);
  }

  public static DataType type(String name, List<Integer> numbers) {
    return switch (name) {
      case "decimal" -> new DecimalType(numbers.get(0), numbers.get(1));
      case "char" -> new CharType(numbers.get(0));
      case "varchar" -> new VarcharType(numbers.get(0));
      case "boolean" -> DataType.BOOLEAN;
      case "tinyint" -> DataType.TINYINT;
      case "smallint" -> DataType.SMALLINT;
      case "int" -> DataType.INT;
      case "bigint" -> DataType.BIGINT;
      case "float" -> DataType.FLOAT;
      case "double" -> DataType.DOUBLE;
      case "string" -> DataType.STRING;
      case "binary" -> DataType.BINARY;
      case "date" -> DataType.DATE;
      case "timestamp" -> DataType.TIMESTAMP;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String unquote(String token) {
    StringBuilder result = new StringBuilder();
    for (int i = 1; i < token.length() - 1; i++) {
      char c = token.charAt(i);
      if (c == '\\') {
        char escaped = token.charAt(++i);
        switch (escaped) {
          case 'n' -> result.append('\n');
          case 't' -> result.append('\t');
          case '%', '_' -> result.append('\\').append(escaped);
          default -> result.append(escaped);
        }
      } else if (c == '\'' && token.charAt(i + 1) == '\'' && i + 1 < token.length() - 1) {
        i++; // two adjacent literals: Hive joins them
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }

  private static Expression number(String token) {
    if (token.toLowerCase(Locale.ROOT).contains("e")) {
      return new Literal(DataType.DOUBLE, Double.valueOf(token));
    }
    if (token.contains(".")) {
      BigDecimal value = new BigDecimal(token);
      DecimalType type = DecimalTypes.ofLiteral(value);
      return new Literal(type, value.setScale(type.scale()));
    }
    boolean big = token.endsWith("L");
    long value = Long.parseLong(big ? token.substring(0, token.length() - 1) : token);
    return new Literal(big || value != (int) value ? DataType.BIGINT : DataType.INT, value);
  }

  private Expression temporal(String kind, String text) {
    if (kind.equals("date")) {
      return new Literal(DataType.DATE, LocalDate.parse(text).toEpochDay());
    }
    if (kind.equals("timestamp")) {
      LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
      return new Literal(
          DataType.TIMESTAMP,
          new TimestampValue(
              time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND)));
    }
    String unit = tokens.get(next++).toLowerCase(Locale.ROOT);
    if (accept("to")) {
      next++;
      DataType type =
          unit.equals("year") ? DataType.INTERVAL_YEAR_MONTH : DataType.INTERVAL_DAY_TIME;
      return new Cast(new Literal(DataType.STRING, text), type);
    }
    long amount = Long.parseLong(text);
    return switch (unit) {
      case "month" -> new Literal(DataType.INTERVAL_YEAR_MONTH, amount);
      case "year" -> new Literal(DataType.INTERVAL_YEAR_MONTH, 12 * amount);
      case "day" -> new Literal(DataType.INTERVAL_DAY_TIME, new TimestampValue(86_400 * amount, 0));
      case "hour" -> new Literal(DataType.INTERVAL_DAY_TIME, new TimestampValue(3_600 * amount, 0));
      default -> throw new IllegalArgumentException(unit);
    };
  }
}
