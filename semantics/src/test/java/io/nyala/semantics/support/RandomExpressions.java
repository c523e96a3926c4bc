package io.nyala.semantics.support;

import io.nyala.semantics.function.FunctionDefinition;
import io.nyala.semantics.function.FunctionKind;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.error.NyalaException;
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
import io.nyala.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random well-typed expressions and values. */
public final class RandomExpressions {
  /** Types of the columns that generated expressions read. */
  public static final List<DataType> COLUMNS =
      List.of(
          DataType.BOOLEAN,
          DataType.TINYINT,
          DataType.INT,
          DataType.BIGINT,
          DataType.FLOAT,
          DataType.DOUBLE,
          new DecimalType(10, 2),
          new DecimalType(18, 4),
          new DecimalType(30, 5),
          new DecimalType(38, 0),
          DataType.STRING,
          new VarcharType(8),
          new CharType(6),
          DataType.DATE,
          DataType.TIMESTAMP,
          DataType.INTERVAL_YEAR_MONTH,
          DataType.INTERVAL_DAY_TIME,
          DataType.BINARY);

  /** Functions that fail on most arguments, or whose results grow with them. */
  private static final Set<String> EXCLUDED =
      Set.of(
          "rlike",
          "regexp",
          "regexp_like",
          "regexp_replace",
          "regexp_extract",
          "date_format",
          "from_unixtime",
          "unix_timestamp",
          "to_unix_timestamp",
          "from_utc_timestamp",
          "to_utc_timestamp",
          "add_months",
          "repeat",
          "space",
          "lpad",
          "rpad",
          "rand",
          "random",
          "replace");

  private final Random random;
  private final List<FunctionDefinition> functions = new ArrayList<>();

  public RandomExpressions(Random random) {
    this.random = random;
    for (FunctionDefinition function : FunctionRegistry.builtIn().functions()) {
      if (function.kind() == FunctionKind.SCALAR && !EXCLUDED.contains(function.name())) {
        functions.add(function);
      }
    }
  }

  public Expression next(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(10)) {
      case 0 -> special(depth);
      case 1 -> {
        Expression input = next(depth - 1);
        DataType type = COLUMNS.get(random.nextInt(COLUMNS.size()));
        yield TypeCoercion.castable(input.type(), type) ? new Cast(input, type) : input;
      }
      default -> call(depth);
    };
  }

  private Expression call(int depth) {
    for (int attempt = 0; attempt < 30; attempt++) {
      FunctionDefinition function = functions.get(random.nextInt(functions.size()));
      List<Expression> arguments = new ArrayList<>();
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        arguments.add(next(random.nextInt(depth)));
      }
      try {
        return function.resolveCall(arguments).bind(arguments);
      } catch (NyalaException e) {
        // another try
      }
    }
    return leaf();
  }

  /** A BOOLEAN expression. */
  public Expression condition(int depth) {
    for (int attempt = 0; attempt < 200; attempt++) {
      Expression candidate = next(depth);
      if (candidate.type().kind() == TypeKind.BOOLEAN) {
        return candidate;
      }
    }
    return new Expression.ColumnReference(0, DataType.BOOLEAN);
  }

  private Expression special(int depth) {
    List<Form> forms = List.copyOf(EnumSet.allOf(Form.class));
    Form form = forms.get(random.nextInt(forms.size()));
    List<Expression> arguments = new ArrayList<>();
    switch (form) {
      case AND, OR -> {
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
          arguments.add(condition(depth - 1));
        }
        return new Special(form, DataType.BOOLEAN, arguments);
      }
      case NOT -> {
        return new Special(form, DataType.BOOLEAN, List.of(condition(depth - 1)));
      }
      case IS_NULL, IS_NOT_NULL -> {
        return new Special(form, DataType.BOOLEAN, List.of(next(depth - 1)));
      }
      case IN -> {
        Expression value = next(depth - 1);
        arguments.add(value);
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
          arguments.add(new Literal(value.type(), value(value.type())));
        }
        return new Special(form, DataType.BOOLEAN, arguments);
      }
      default -> {
        Expression a = next(depth - 1);
        Expression b = next(depth - 1);
        Optional<DataType> common = TypeCoercion.commonType(a.type(), b.type());
        if (common.isEmpty()) {
          return a;
        }
        Expression x = new Cast(a, common.get());
        Expression y = new Cast(b, common.get());
        return form == Form.COALESCE
            ? new Special(form, common.get(), List.of(x, y))
            : new Special(form, common.get(), List.of(condition(depth - 1), x, y));
      }
    }
  }

  private Expression leaf() {
    int index = random.nextInt(COLUMNS.size());
    DataType type = COLUMNS.get(index);
    return random.nextInt(3) == 0
        ? new Literal(type, value(type))
        : new Expression.ColumnReference(index, type);
  }

  /** A value in the form of a literal, sometimes NULL. */
  public @Nullable Object value(DataType type) {
    if (type.kind() == TypeKind.VOID || random.nextInt(8) == 0) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (long) (byte) random.nextInt();
      case SMALLINT -> (long) (short) random.nextInt();
      case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(20) - 5L;
      case BIGINT -> random.nextBoolean() ? random.nextLong() : random.nextInt(20) - 5L;
      case FLOAT -> (double) (float) number();
      case DOUBLE -> number();
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        BigInteger bound = BigInteger.TEN.pow(1 + random.nextInt(decimal.precision()));
        BigInteger unscaled = new BigInteger(130, random).mod(bound);
        yield new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
      }
      case STRING -> text(12);
      case VARCHAR -> text(Math.min(12, ((VarcharType) type).length()));
      case CHAR -> text(Math.min(12, ((CharType) type).length())).stripTrailing();
      case BINARY ->
          new io.nyala.spi.expression.ByteString(
              text(6).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case DATE -> (long) random.nextInt(40_000) - 10_000;
      case TIMESTAMP, INTERVAL_DAY_TIME ->
          new TimestampValue(
              random.nextInt() * 2L, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
      case INTERVAL_YEAR_MONTH -> (long) random.nextInt(100) - 50;
      case VOID, UNSUPPORTED -> null;
    };
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> 0.0;
      case 1 -> random.nextInt(10) - 5;
      case 2 -> random.nextDouble();
      case 3 -> random.nextGaussian() * 1e10;
      case 4 -> Double.NaN;
      default -> (random.nextInt(2000) - 1000) / 100.0;
    };
  }

  private String text(int length) {
    String[] samples = {
      "", "a", "abc", "12", "-7.5", "2001-02-03", "true", "a%", "_b%", "é", "naïve", "A B", "xx"
    };
    StringBuilder result = new StringBuilder(samples[random.nextInt(samples.length)]);
    while (random.nextInt(3) == 0) {
      result.append("abcé %_1".charAt(random.nextInt(8)));
    }
    return result.length() > length ? result.substring(0, length) : result.toString();
  }
}
