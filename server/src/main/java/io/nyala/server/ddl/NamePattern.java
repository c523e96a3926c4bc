package io.nyala.server.ddl;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pattern of SHOW … LIKE as Hive 4 reads it: {@code %} and {@code _} are wildcards, case does
 * not matter.
 */
final class NamePattern {
  private final Optional<Pattern> pattern;

  private NamePattern(Optional<Pattern> pattern) {
    this.pattern = pattern;
  }

  static NamePattern of(Optional<String> text) {
    return new NamePattern(
        text.map(t -> Pattern.compile(regularExpression(t), Pattern.CASE_INSENSITIVE)));
  }

  boolean matches(String name) {
    return pattern.map(p -> p.matcher(name).matches()).orElse(true);
  }

  private static String regularExpression(String like) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      switch (c) {
        case '%' -> expression.append(".*");
        case '_' -> expression.append('.');
        case '\\' -> {
          i++;
          expression.append(Pattern.quote(i < like.length() ? like.substring(i, i + 1) : "\\"));
        }
        default -> expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return expression.toString();
  }
}
