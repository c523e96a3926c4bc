package io.nyala.spi.config;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys and values of one site file. Immutable. */
public final class Configuration {
  private final Map<String, String> values;

  public Configuration(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The value of a key or its default.
   *
   * @throws NyalaException INVALID_CONFIGURATION naming key, value and reason
   */
  public <T> T get(ConfigKey<T> key) {
    String text = values.getOrDefault(key.name(), key.defaultText().orElse(null));
    if (text == null) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "Configuration key " + key.name() + " is not set: " + key.documentation());
    }
    try {
      return key.parser().apply(text.trim());
    } catch (IllegalArgumentException e) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "Configuration key " + key.name() + " has the value '" + text + "': " + e.getMessage(),
          e);
    }
  }

  /** True if the file itself sets the key. */
  public boolean isSet(ConfigKey<?> key) {
    return values.containsKey(key.name());
  }

  /**
   * Refuses keys that no component knows, so that a misspelt key fails at start rather than being
   * ignored.
   *
   * @throws NyalaException INVALID_CONFIGURATION listing them
   */
  public void requireOnly(Collection<ConfigKey<?>> known) {
    Set<String> names = known.stream().map(ConfigKey::name).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(names);
    if (!unknown.isEmpty()) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "Unknown configuration keys " + unknown + "; `nyala config` prints those that exist.");
    }
  }

  /** All that the file sets, sorted, for a dump. */
  public Map<String, String> asMap() {
    return new TreeMap<>(values);
  }
}
