package io.nyala.security.kerberos;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Groups from configuration: {@code user=group,group;user=group}. */
public record StaticGroups(Map<String, Set<String>> byUser) implements GroupProvider {
  public StaticGroups {
    byUser = Map.copyOf(byUser);
  }

  /**
   * @throws NyalaException INVALID_CONFIGURATION for an entry without {@code =}
   */
  public static StaticGroups parse(String text) {
    Map<String, Set<String>> groups = new HashMap<>();
    for (String entry : text.split(";")) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals <= 0) {
        throw new NyalaException(
            ErrorCode.INVALID_CONFIGURATION,
            "nyala.group.static.mapping: cannot read '" + entry + "'; write user=group,group.");
      }
      Set<String> names = new LinkedHashSet<>();
      for (String name : entry.substring(equals + 1).split(",")) {
        if (!name.isBlank()) {
          names.add(name.trim());
        }
      }
      groups.put(entry.substring(0, equals).trim(), Set.copyOf(names));
    }
    return new StaticGroups(groups);
  }

  @Override
  public Set<String> groupsOf(String user) {
    return byUser.getOrDefault(user, Set.of());
  }
}
