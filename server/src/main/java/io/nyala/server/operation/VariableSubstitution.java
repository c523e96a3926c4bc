package io.nyala.server.operation;

import io.nyala.server.query.SessionSettings;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${hivevar:x}}, {@code ${hiveconf:x}} and {@code ${x}} (a hivevar) in a statement.
 * Names that are not set stay as they are. {@code system:} and {@code env:} are never replaced:
 * they would show the server's own environment.
 */
final class VariableSubstitution {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}$\\u0020]+)}");
  private static final int MAX_DEPTH = 40;

  private VariableSubstitution() {}

  static String apply(String text, SessionSettings settings) {
    String current = text;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (!current.contains("${")) {
        return current;
      }
      String next =
          REFERENCE
              .matcher(current)
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(
                          value(match.group(1), settings).orElse(match.group())));
      if (next.equals(current)) {
        return current;
      }
      current = next;
    }
    throw new NyalaException(
        ErrorCode.SEMANTIC_ERROR,
        "Variable substitution went deeper than "
            + MAX_DEPTH
            + " steps; a variable refers to itself.");
  }

  private static Optional<String> value(String name, SessionSettings settings) {
    if (name.startsWith("hiveconf:")) {
      return settings.get(name.substring("hiveconf:".length()));
    }
    if (name.startsWith("system:") || name.startsWith("env:")) {
      return Optional.empty();
    }
    return settings.get(name.startsWith("hivevar:") ? name : "hivevar:" + name);
  }
}
