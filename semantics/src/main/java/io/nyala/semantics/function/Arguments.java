package io.nyala.semantics.function;

import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Errors about arguments in Hive's wording, and the choice among fixed overloads. */
public final class Arguments {
  private Arguments() {}

  public static NyalaException wrongTypes(
      String name, List<? extends DataType> actual, String choices) {
    return new NyalaException(
        ErrorCode.ARGUMENT_TYPE,
        "Wrong arguments '"
            + name
            + "': No matching method for "
            + name
            + " with "
            + list(actual)
            + ". Possible choices: "
            + choices);
  }

  public static NyalaException wrongCount(String name, String expected, int actual) {
    return new NyalaException(
        ErrorCode.ARGUMENT_COUNT,
        "Arguments length mismatch '"
            + name
            + "': "
            + name
            + " requires "
            + expected
            + " argument(s), got "
            + actual);
  }

  /** Fails unless the number of arguments lies in the range. */
  public static void count(String name, List<? extends DataType> actual, int least, int most) {
    int n = actual.size();
    if (n < least || n > most) {
      String expected =
          least == most
              ? String.valueOf(least)
              : most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
      throw wrongCount(name, expected, n);
    }
  }

  /** Chooses the overload that needs the least conversion; the first listed wins a tie. */
  public static SignatureRule overloads(List<Signature> overloads) {
    return (name, actual) -> {
      Signature best = null;
      int bestCost = Integer.MAX_VALUE;
      boolean countFits = false;
      for (Signature overload : overloads) {
        List<DataType> formal = overload.parameterTypes();
        if (formal.size() == actual.size()) {
          countFits = true;
          int cost = cost(actual, formal);
          if (cost < bestCost) {
            best = overload;
            bestCost = cost;
          }
        }
      }
      if (best != null) {
        return best;
      }
      if (!countFits) {
        throw wrongCount(name, counts(overloads), actual.size());
      }
      throw wrongTypes(name, actual, choices(name, overloads));
    };
  }

  private static int cost(List<DataType> actual, List<DataType> formal) {
    int total = 0;
    for (int i = 0; i < actual.size(); i++) {
      int cost = TypeCoercion.conversionCost(actual.get(i), formal.get(i));
      if (cost < 0) {
        return Integer.MAX_VALUE;
      }
      total += cost;
    }
    return total;
  }

  private static String counts(List<Signature> overloads) {
    return overloads.stream()
        .map(overload -> overload.parameterTypes().size())
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(" or "));
  }

  private static String choices(String name, List<Signature> overloads) {
    List<String> choices = new ArrayList<>();
    for (Signature overload : overloads) {
      choices.add(name + list(overload.parameterTypes()));
    }
    return String.join("  ", choices);
  }

  private static String list(List<? extends DataType> types) {
    return types.stream().map(DataType::hiveName).collect(Collectors.joining(", ", "(", ")"));
  }
}
