package io.nyala.server.query;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What SET changed in a session. Keys of ours are typed and a wrong key or value is an error;
 * Hive's keys that mean something here keep their meaning; other keys are accepted and reported, as
 * clients send many; restricted ones are refused. Thread-safe.
 */
public final class SessionSettings {
  private final Map<String, String> values = new ConcurrentSkipListMap<>();

  /**
   * @throws NyalaException INVALID_SETTING for an unknown {@code nyala.*} key, a value out of
   *     range, or a restricted key
   */
  public void set(String key, String value) {
    Optional<SessionSetting> known = SessionSetting.find(key);
    if (known.isPresent()) {
      known.get().check(value);
    } else if (key.startsWith("nyala.")) {
      throw new NyalaException(
          ErrorCode.INVALID_SETTING,
          "Error while processing statement: hive configuration " + key + " does not exists.");
    } else if (isRestricted(key)) {
      throw new NyalaException(
          ErrorCode.INVALID_SETTING,
          "Error while processing statement: Cannot modify "
              + key
              + " at runtime. It is in the list of parameters that can't be modified at runtime or is prefixed"
              + " by a restricted variable");
    }
    values.put(key, value);
  }

  /** Back to the default; all keys if none is given. */
  public void reset(Iterable<String> keys) {
    boolean any = false;
    for (String key : keys) {
      any = true;
      values.remove(key);
    }
    if (!any) {
      values.clear();
    }
  }

  /** The value set in this session or the default of a known key. */
  public Optional<String> get(String key) {
    String value = values.get(key);
    return value != null
        ? Optional.of(value)
        : SessionSetting.find(key).map(SessionSetting::defaultValue);
  }

  public String text(SessionSetting setting) {
    return values.getOrDefault(setting.key(), setting.defaultValue());
  }

  public int integer(SessionSetting setting) {
    return Integer.parseInt(text(setting));
  }

  public boolean flag(SessionSetting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  public ZoneId zone() {
    String zone = text(SessionSetting.TIME_ZONE);
    try {
      return zone.equals("LOCAL") ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new NyalaException(
          ErrorCode.INVALID_SETTING, SessionSetting.TIME_ZONE.key() + "=" + zone, e);
    }
  }

  /** What differs from the defaults, sorted. */
  public Map<String, String> changed() {
    return new TreeMap<>(values);
  }

  private static boolean isRestricted(String key) {
    return key.startsWith("hive.server2.")
        || key.startsWith("hive.security.")
        || key.startsWith("hive.metastore.")
        || key.startsWith("metastore.")
        || key.startsWith("hadoop.")
        || key.startsWith("dfs.")
        || key.equals("hive.conf.restricted.list");
  }
}
