package io.nyala.server.launcher;

import io.nyala.engine.cluster.zookeeper.ZooKeeperConfig;
import io.nyala.engine.coordinator.CoordinatorConfig;
import io.nyala.security.SecurityKeys;
import io.nyala.security.admin.PolicyAdminKeys;
import io.nyala.server.http.HttpKeys;
import io.nyala.server.operation.OperationLimits;
import io.nyala.server.session.SessionLimits;
import io.nyala.spi.config.ConfigKey;
import io.nyala.storage.StorageConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every configuration key of every process, for the reference and for finding misspelt ones. */
final class KnownKeys {
  private KnownKeys() {}

  /** Sorted by name; keys that several components declare alike appear once. */
  static Collection<ConfigKey<?>> all() {
    List<ConfigKey<?>> keys = new ArrayList<>();
    keys.addAll(CoordinatorKeys.KEYS);
    keys.addAll(HttpKeys.KEYS);
    keys.addAll(SessionLimits.KEYS);
    keys.addAll(OperationLimits.KEYS);
    keys.addAll(SecurityKeys.all());
    keys.addAll(PolicyAdminKeys.all());
    keys.addAll(StorageConfig.keys());
    keys.addAll(ZooKeeperConfig.KEYS);
    keys.addAll(CoordinatorConfig.KEYS);
    Map<String, ConfigKey<?>> byName = new TreeMap<>();
    keys.forEach(key -> byName.putIfAbsent(key.name(), key));
    return byName.values();
  }
}
