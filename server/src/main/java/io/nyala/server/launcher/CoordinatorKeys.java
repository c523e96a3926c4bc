package io.nyala.server.launcher;

import io.nyala.spi.config.ConfigKey;
import java.util.List;

/** Configuration of the coordinator's ports. */
public final class CoordinatorKeys {
  public static final ConfigKey<String> BIND_HOST =
      ConfigKey.string("nyala.bind.host", "0.0.0.0", "Address that servers listen on.");

  public static final ConfigKey<Integer> THRIFT_PORT =
      ConfigKey.integer(
          "nyala.thrift.port",
          10_000,
          0,
          65_535,
          "port",
          "Port of HiveServer2's Thrift protocol; 0 for any.");

  public static final ConfigKey<Integer> INTERNAL_PORT =
      ConfigKey.integer(
          "nyala.internal.port",
          21_052,
          0,
          65_535,
          "port",
          "Port of the traffic between Nyala's daemons; 0 for any.");

  public static final ConfigKey<String> INTERNAL_PRINCIPALS =
      ConfigKey.string(
          "nyala.internal.allowed.principals",
          "",
          "Full principals of the daemons that may use the internal port, comma-separated.");

  public static final ConfigKey<String> PROTECTIONS =
      ConfigKey.string(
          "nyala.thrift.sasl.qop",
          "auth,auth-int,auth-conf",
          "What clients may negotiate on the Thrift port, comma-separated: auth, auth-int, auth-conf.");

  public static final ConfigKey<Integer> FRAME_BYTES =
      ConfigKey.integer(
          "nyala.thrift.frame.bytes",
          64 << 20,
          1 << 16,
          1 << 30,
          "bytes",
          "Longest message of an authenticated client.");

  public static final ConfigKey<Long> HANDSHAKE_TIMEOUT =
      ConfigKey.longInteger(
          "nyala.thrift.handshake.timeout",
          20_000,
          100,
          3_600_000,
          "ms",
          "Time that a connection has to authenticate.");

  public static final ConfigKey<Long> CONNECTION_IDLE =
      ConfigKey.longInteger(
          "nyala.thrift.connection.idle.timeout",
          24L * 3_600_000,
          0,
          365L * 24 * 3_600_000,
          "ms",
          "A connection without traffic is closed after this time; 0 for never.");

  public static final ConfigKey<Integer> CONNECTIONS =
      ConfigKey.integer(
          "nyala.thrift.connection.limit",
          10_000,
          1,
          1_000_000,
          "connections",
          "Connections to the Thrift port at a time.");

  public static final ConfigKey<Integer> WORKERS =
      ConfigKey.integer(
          "nyala.thrift.worker.threads",
          200,
          1,
          10_000,
          "threads",
          "Calls of clients that are served at a time.");

  public static final ConfigKey<Long> RESULT_MEMORY =
      ConfigKey.longInteger(
          "nyala.coordinator.result.memory",
          256L << 20,
          1L << 20,
          1L << 40,
          "bytes",
          "Result pages that the coordinator holds for all queries before clients take them.");

  public static final List<ConfigKey<?>> KEYS =
      List.of(
          BIND_HOST,
          THRIFT_PORT,
          INTERNAL_PORT,
          INTERNAL_PRINCIPALS,
          PROTECTIONS,
          FRAME_BYTES,
          HANDSHAKE_TIMEOUT,
          CONNECTION_IDLE,
          CONNECTIONS,
          WORKERS,
          RESULT_MEMORY);

  private CoordinatorKeys() {}
}
