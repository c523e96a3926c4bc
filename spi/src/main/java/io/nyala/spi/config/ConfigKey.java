package io.nyala.spi.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * One documented key of {@code nyala-site.xml}. Key, default, unit, range and documentation stand
 * together where the component reads it; the reference page and the launcher's {@code config} print
 * them from here.
 *
 * @param defaultText the default as it would be written in the file; empty if the key must be set
 *     where its component runs
 * @param unit "ms", "bytes", "rows", … or empty
 */
public record ConfigKey<T>(
    String name,
    Class<T> type,
    Optional<String> defaultText,
    String unit,
    String documentation,
    Function<String, T> parser) {
  public ConfigKey {
    requireNonNull(name);
    if (!name.startsWith("nyala.")) {
      throw new IllegalArgumentException("keys start with nyala.: " + name);
    }
  }

  public static ConfigKey<String> string(String name, String defaultText, String documentation) {
    return new ConfigKey<>(
        name, String.class, Optional.of(defaultText), "", documentation, text -> text);
  }

  public static ConfigKey<String> requiredString(String name, String documentation) {
    return new ConfigKey<>(name, String.class, Optional.empty(), "", documentation, text -> text);
  }

  public static ConfigKey<Integer> integer(
      String name, int defaultValue, int min, int max, String unit, String documentation) {
    return new ConfigKey<>(
        name,
        Integer.class,
        Optional.of(Integer.toString(defaultValue)),
        unit,
        documentation + " (" + min + " to " + max + ")",
        text -> (int) inRange(Long.parseLong(text), min, max));
  }

  public static ConfigKey<Long> longInteger(
      String name, long defaultValue, long min, long max, String unit, String documentation) {
    return new ConfigKey<>(
        name,
        Long.class,
        Optional.of(Long.toString(defaultValue)),
        unit,
        documentation + " (" + min + " to " + max + ")",
        text -> inRange(Long.parseLong(text), min, max));
  }

  public static ConfigKey<Boolean> bool(String name, boolean defaultValue, String documentation) {
    return new ConfigKey<>(
        name,
        Boolean.class,
        Optional.of(Boolean.toString(defaultValue)),
        "",
        documentation,
        text ->
            switch (text) {
              case "true" -> Boolean.TRUE;
              case "false" -> Boolean.FALSE;
              default -> throw new IllegalArgumentException("neither true nor false");
            });
  }

  private static long inRange(long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("not between " + min + " and " + max);
    }
    return value;
  }
}
