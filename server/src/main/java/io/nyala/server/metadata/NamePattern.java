package io.nyala.server.metadata;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JDBC's name patterns: {@code %} any run, {@code _} any character, backslash escapes; Hive takes
 * {@code *} as {@code %} too. Null and the empty text mean everything.
 */
public final class NamePattern implements Predicate<String> {
  private final @Nullable Pattern pattern;
  private final boolean ignoreCase;

  private NamePattern(@Nullable Pattern pattern, boolean ignoreCase) {
    this.pattern = pattern;
    this.ignoreCase = ignoreCase;
  }

  /** For databases, tables and functions, whose names have no case. */
  public static NamePattern ignoringCase(@Nullable String text) {
    return new NamePattern(compile(text == null ? null : text.toLowerCase(Locale.ROOT)), true);
  }

  /** For columns, which Hive matches exactly. */
  public static NamePattern exact(@Nullable String text) {
    return new NamePattern(compile(text), false);
  }

  private static @Nullable Pattern compile(@Nullable String text) {
    if (text == null || text.isEmpty() || text.equals("%") || text.equals("*")) {
      return null;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      } else if (c == '%' || c == '*') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  @Override
  public boolean test(String name) {
    return pattern == null
        || pattern.matcher(ignoreCase ? name.toLowerCase(Locale.ROOT) : name).matches();
  }
}
