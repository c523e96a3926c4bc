package io.nyala.storage.metastore;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Where the metastore is and how it authenticates, from Hive's own keys in {@code hive-site.xml}
 * (both the names of Hive 3 and those of Hive 4 are read).
 *
 * @param servers in the order of trial
 * @param sasl GSSAPI with the process's ticket; otherwise plain
 * @param servicePrincipal {@code service/host@REALM}, host may be {@code _HOST}
 */
public record MetastoreAddress(List<Server> servers, boolean sasl, String servicePrincipal) {
  public MetastoreAddress {
    servers = List.copyOf(servers);
  }

  /** One metastore process. */
  public record Server(String host, int port) {}

  /**
   * @throws NyalaException INVALID_CONFIGURATION if no server is named
   */
  public static MetastoreAddress from(Configuration hadoop) {
    String uris = first(hadoop, "hive.metastore.uris", "metastore.thrift.uris");
    List<Server> servers = new ArrayList<>();
    for (String text : uris.split(",")) {
      if (!text.isBlank()) {
        servers.add(server(text.trim()));
      }
    }
    if (servers.isEmpty()) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "hive.metastore.uris is not set: put hive-site.xml with thrift://host:port into the configuration directory");
    }
    boolean sasl =
        Boolean.parseBoolean(
            first(hadoop, "hive.metastore.sasl.enabled", "metastore.sasl.enabled"));
    String principal =
        first(hadoop, "hive.metastore.kerberos.principal", "metastore.kerberos.principal");
    if (sasl && principal.isEmpty()) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "hive.metastore.kerberos.principal is not set though hive.metastore.sasl.enabled is true");
    }
    return new MetastoreAddress(servers, sasl, principal);
  }

  private static Server server(String text) {
    URI uri = URI.create(text);
    if (!"thrift".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() <= 0) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "hive.metastore.uris holds '" + text + "'; it must be thrift://host:port");
    }
    return new Server(uri.getHost(), uri.getPort());
  }

  private static String first(Configuration hadoop, String key, String otherKey) {
    String value = hadoop.getTrimmed(key, "");
    return value.isEmpty() ? hadoop.getTrimmed(otherKey, "") : value;
  }
}
