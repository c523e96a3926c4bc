package io.nyala.executor.daemon;

import io.nyala.engine.cluster.zookeeper.ZooKeeperConfig;
import io.nyala.engine.config.EngineConfig;
import io.nyala.engine.coordinator.CoordinatorConfig;
import io.nyala.security.SecurityKeys;
import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import io.nyala.storage.StorageConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that an executor process reads from its site file. Immutable. */
public record ExecutorConfig(
    String bindHost,
    int internalPort,
    String advertisedHost,
    String declaredHost,
    String declaredRack,
    String principal,
    Path keytab,
    Path decisionKey,
    Set<String> coordinators,
    Set<String> members,
    ZooKeeperConfig zooKeeper,
    EngineConfig engine,
    StorageConfig storage) {
  public static final ConfigKey<String> BIND_HOST =
      ConfigKey.string("nyala.bind.host", "0.0.0.0", "Address that the process listens on");
  public static final ConfigKey<Integer> INTERNAL_PORT =
      ConfigKey.integer(
          "nyala.internal.port", 0, 0, 65_535, "", "Port for internal traffic; 0 is any free one");
  public static final ConfigKey<Integer> HTTP_PORT =
      ConfigKey.integer("nyala.http.port", 0, 0, 65_535, "", "Port for HTTP; 0 is any free one");
  public static final ConfigKey<String> ADVERTISED_HOST =
      ConfigKey.string(
          "nyala.internal.advertised.host",
          "",
          "Host name under which others reach the internal port; empty for nyala.bind.host, or this"
              + " machine's name if that is a wildcard");
  public static final ConfigKey<String> HOST =
      ConfigKey.string(
          "nyala.executor.host",
          "",
          "Host whose data is local, as block locations name it; empty for the advertised host");
  public static final ConfigKey<String> RACK =
      ConfigKey.string(
          "nyala.executor.rack", "/default-rack", "Network location of nyala.executor.host");
  public static final ConfigKey<String> COORDINATORS =
      ConfigKey.string(
          "nyala.internal.coordinator.principals",
          "",
          "Principals that may run queries on executors, separated by commas; empty for the first of"
              + " nyala.internal.allowed.principals");

  /** All keys that an executor's site file may hold. */
  public static List<ConfigKey<?>> keys() {
    List<ConfigKey<?>> keys =
        new ArrayList<>(
            List.of(
                BIND_HOST, INTERNAL_PORT, HTTP_PORT, ADVERTISED_HOST, HOST, RACK, COORDINATORS));
    keys.addAll(ZooKeeperConfig.KEYS);
    keys.addAll(EngineConfig.KEYS);
    keys.addAll(CoordinatorConfig.KEYS);
    keys.addAll(SecurityKeys.all());
    keys.addAll(StorageConfig.keys());
    return keys;
  }

  /**
   * @throws io.nyala.spi.error.NyalaException INVALID_CONFIGURATION naming key, value and reason
   */
  public static ExecutorConfig from(Configuration site) {
    site.requireOnly(keys());
    ZooKeeperConfig zooKeeper = ZooKeeperConfig.from(site);
    String bindHost = site.get(BIND_HOST);
    String advertised = site.get(ADVERTISED_HOST);
    if (advertised.isEmpty()) {
      advertised = LocalHost.nameFor(bindHost);
    }
    String declared = site.get(HOST);
    return new ExecutorConfig(
        bindHost,
        site.get(INTERNAL_PORT),
        advertised,
        declared.isEmpty() ? advertised : declared,
        site.get(RACK),
        site.get(SecurityKeys.KERBEROS_PRINCIPAL),
        Path.of(site.get(SecurityKeys.KERBEROS_KEYTAB)),
        Path.of(site.get(SecurityKeys.DECISION_KEY_FILE)),
        coordinators(site.get(COORDINATORS), zooKeeper.members()),
        Set.copyOf(zooKeeper.members()),
        zooKeeper,
        EngineConfig.from(site),
        StorageConfig.from(site));
  }

  private static Set<String> coordinators(String text, List<String> members) {
    if (text.isBlank()) {
      return members.isEmpty() ? Set.of() : Set.of(members.get(0));
    }
    return Set.of(text.trim().split("\\s*,\\s*"));
  }
}
