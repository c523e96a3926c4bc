package io.nyala.semantics.builtin;

import static io.nyala.spi.type.DataType.INT;
import static io.nyala.spi.type.DataType.STRING;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.KernelRule;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.kernel.MaskKernels;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mask functions of policies. Texts, integers and dates are masked; a value of any other type
 * becomes NULL. Calls are completed with the defaults when they are bound, so kernels see all
 * parameters.
 */
final class MaskFunctions {
  private static final Expression KEEP = new Expression.Literal(STRING, "");
  private static final List<Expression> CHARACTERS =
      List.of(text("X"), text("x"), text("n"), KEEP, text("1"));
  private static final List<Expression> DATE_PARTS = List.of(number(1), number(0), number(1));
  private static final Map<String, String> METHODS =
      Map.of(
          "mask", "mask",
          "mask_first_n", "maskFirstN",
          "mask_last_n", "maskLastN",
          "mask_show_first_n", "maskShowFirstN",
          "mask_show_last_n", "maskShowLastN");

  private MaskFunctions() {}

  static void addTo(FunctionTable t) {
    String more = "[, upper, lower, digit, other, number])";
    add(
        t,
        "mask",
        "mask(value[, upper, lower, digit, other, number, day, month, year]) - all characters replaced");
    add(t, "mask_first_n", "mask_first_n(value[, n" + more + " - the first n characters replaced");
    add(t, "mask_last_n", "mask_last_n(value[, n" + more + " - the last n characters replaced");
    add(
        t,
        "mask_show_first_n",
        "mask_show_first_n(value[, n" + more + " - all but the first n characters replaced");
    add(
        t,
        "mask_show_last_n",
        "mask_show_last_n(value[, n" + more + " - all but the last n characters replaced");
    t.scalar("mask_hash", "mask_hash(value) - the SHA-256 digest of a text, NULL for other types")
        .types(
            (name, actual) -> {
              Arguments.count(name, actual, 1, 1);
              boolean isText = actual.get(0).isCharacter();
              return Signature.scalar(actual, isText ? STRING : actual.get(0));
            })
        .rewrite(MaskFunctions::hashCall)
        .kernel(MaskKernels.class, "maskHash");
  }

  private static Expression hashCall(DataType type, List<Expression> arguments) {
    Expression value = arguments.get(0);
    if (!type.isCharacter()) {
      return new Expression.Literal(type, null);
    }
    if (value.type() instanceof CharType fixed) {
      // CHAR is hashed with its padding
      Expression padded =
          new Expression.Call(
              "rpad",
              STRING,
              List.of(new Expression.Cast(value, STRING), number(fixed.length()), text(" ")));
      return new Expression.Call("mask_hash", type, List.of(padded));
    }
    return new Expression.Call("mask_hash", type, arguments);
  }

  private static Expression text(String value) {
    return new Expression.Literal(STRING, value);
  }

  private static Expression number(long value) {
    return new Expression.Literal(INT, value);
  }

  private static void add(FunctionTable table, String name, String summary) {
    boolean counted = !name.equals("mask");
    table
        .scalar(name, summary)
        .example(name + "('AbC-12')", "a masked text")
        .types((n, actual) -> types(n, actual, counted))
        .rewrite((type, arguments) -> complete(name, counted, type, arguments))
        .kernels(kernels(METHODS.get(name)));
  }

  private static Signature types(String name, List<DataType> actual, boolean counted) {
    Arguments.count(name, actual, 1, counted ? 7 : 9);
    List<DataType> parameters = new ArrayList<>();
    parameters.add(actual.get(0));
    for (int i = 1; i < actual.size(); i++) {
      DataType type = actual.get(i);
      boolean isNumber = counted ? i == 1 : i >= 6;
      boolean fits =
          isNumber
              ? TypeCoercion.convertible(type, INT)
              : type.isCharacter() || type.isInteger() || type.kind() == TypeKind.VOID;
      if (!fits) {
        throw Arguments.wrongTypes(name, actual, name + "(value, string | int, …)");
      }
      parameters.add(isNumber ? INT : type.isInteger() ? INT : STRING);
    }
    return Signature.scalar(parameters, actual.get(0));
  }

  private static Expression complete(
      String name, boolean counted, DataType type, List<Expression> arguments) {
    Expression value = arguments.get(0);
    boolean maskable = type.isCharacter() || type.isInteger() || type.kind() == TypeKind.DATE;
    if (!maskable) {
      return new Expression.Literal(type, null);
    }
    List<Expression> all = new ArrayList<>();
    all.add(value);
    if (counted) {
      all.add(arguments.size() > 1 ? arguments.get(1) : number(4));
    }
    int given = all.size();
    for (int i = 0; i < CHARACTERS.size(); i++) {
      int index = given + i;
      all.add(
          index < arguments.size() ? character(arguments.get(index), i == 4) : CHARACTERS.get(i));
    }
    if (type.kind() == TypeKind.DATE && counted) {
      // the partial masks know no part of a date: all of it goes
      List<Expression> whole = new ArrayList<>(List.of(value));
      whole.addAll(CHARACTERS);
      whole.addAll(DATE_PARTS);
      return new Expression.Call("mask", type, whole);
    }
    if (!counted) {
      for (int i = 0; i < DATE_PARTS.size(); i++) {
        int index = 6 + i;
        all.add(index < arguments.size() ? arguments.get(index) : DATE_PARTS.get(i));
      }
    }
    return new Expression.Call(name, type, all);
  }

  /**
   * A replacement given as a number: −1 keeps, else the code of a character, for numbers the digit
   * itself.
   */
  private static Expression character(Expression argument, boolean digit) {
    if (argument.type().isCharacter()) {
      return argument;
    }
    if (argument instanceof Expression.Literal literal && literal.value() instanceof Long code) {
      if (code < 0) {
        return KEEP;
      }
      if (digit) {
        return text(String.valueOf(code % 10));
      }
      return text(Character.toString((int) (code & 0xFFFF)));
    }
    if (argument instanceof Expression.Cast cast
        && cast.input() instanceof Expression.Literal literal
        && literal.value() instanceof Long code) {
      return character(new Expression.Literal(INT, code), digit);
    }
    return new Expression.Special(
        Form.CASE,
        STRING,
        List.of(
            new Expression.Call("<", DataType.BOOLEAN, List.of(argument, number(0))),
            KEEP,
            digit
                ? new Expression.Cast(argument, STRING)
                : new Expression.Call(
                    "chr", STRING, List.of(new Expression.Cast(argument, DataType.BIGINT)))));
  }

  private static KernelRule kernels(String method) {
    return (parameters, result) -> {
      if (result.kind() == TypeKind.DATE) {
        return Kernel.find(MaskKernels.class, "maskDate", parameters, result);
      }
      if (result.isInteger()) {
        return Kernel.find(
            MaskKernels.class, method, parameters, result, ArithmeticTypes.integerBits(result));
      }
      return Kernel.find(MaskKernels.class, method, parameters, result);
    };
  }
}
