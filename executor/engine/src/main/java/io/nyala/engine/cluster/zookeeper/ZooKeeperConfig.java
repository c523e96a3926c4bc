package io.nyala.engine.cluster.zookeeper;

import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How to reach ZooKeeper and whom to let at our nodes. Immutable.
 *
 * @param serverPrincipal what ZooKeeper proves itself as, without realm; empty for {@code
 *     zookeeper/<host>}
 * @param members principals of coordinators and executors
 */
public record ZooKeeperConfig(
    String quorum,
    String root,
    String serverPrincipal,
    Duration sessionTimeout,
    List<String> members) {
  public static final ConfigKey<String> QUORUM =
      ConfigKey.requiredString(
          "nyala.zookeeper.quorum", "ZooKeeper servers, host:port separated by commas");
  public static final ConfigKey<String> ROOT =
      ConfigKey.string("nyala.zookeeper.root", "/nyala", "Node under which the cluster lives");
  public static final ConfigKey<String> SERVER_PRINCIPAL =
      ConfigKey.string(
          "nyala.zookeeper.server.principal",
          "",
          "Kerberos principal of the ZooKeeper servers without realm; empty for zookeeper/<host>");
  public static final ConfigKey<Integer> SESSION_TIMEOUT =
      ConfigKey.integer(
          "nyala.zookeeper.session.timeout.ms",
          6_000,
          1_000,
          120_000,
          "ms",
          "Time without a heartbeat after which an executor counts as gone");
  public static final ConfigKey<String> ALLOWED_PRINCIPALS =
      ConfigKey.requiredString(
          "nyala.internal.allowed.principals",
          "Kerberos principals of all coordinators and executors, separated by commas");

  /** All keys, for the check against unknown ones and for the reference page. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(QUORUM, ROOT, SERVER_PRINCIPAL, SESSION_TIMEOUT, ALLOWED_PRINCIPALS);

  public ZooKeeperConfig {
    members = List.copyOf(members);
  }

  public static ZooKeeperConfig from(Configuration configuration) {
    return new ZooKeeperConfig(
        configuration.get(QUORUM),
        configuration.get(ROOT),
        configuration.get(SERVER_PRINCIPAL),
        Duration.ofMillis(configuration.get(SESSION_TIMEOUT)),
        Arrays.stream(configuration.get(ALLOWED_PRINCIPALS).split(","))
            .map(String::trim)
            .filter(name -> !name.isEmpty())
            .toList());
  }
}
