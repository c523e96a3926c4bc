package io.nyala.server.thrift;

import io.nyala.server.metadata.MetadataService;
import io.nyala.server.session.Session;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.Map;

/** The keys that clients send when they open a session. */
final class SessionConfiguration {
  private static final String HIVECONF = "set:hiveconf:";
  private static final String HIVEVAR = "set:hivevar:";
  private static final String DATABASE = "use:database";
  private static final String PROXY_USER = "hive.server2.proxy.user";
  private static final int MAX_CLIENT_INFO = 100;

  private SessionConfiguration() {}

  /**
   * Applies them all or throws.
   *
   * @throws NyalaException as SET would; DATABASE_NOT_FOUND for an unknown database; ACCESS_DENIED
   *     for a proxy user
   */
  static void apply(Session session, Map<String, String> configuration, MetadataService metadata) {
    for (Map.Entry<String, String> entry : configuration.entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue();
      if (key.equals(DATABASE)) {
        metadata.requireDatabase(session, value);
        session.useDatabase(value);
      } else if (key.equals(PROXY_USER) || key.equals("impala.doas.user")) {
        refuseProxy(session, value);
      } else if (key.startsWith(HIVECONF)) {
        set(session, key.substring(HIVECONF.length()), value);
      } else if (key.startsWith(HIVEVAR)) {
        session.settings().set("hivevar:" + key.substring(HIVEVAR.length()), value);
      } else if (key.startsWith("set:")) {
        throw new NyalaException(
            ErrorCode.INVALID_SETTING,
            "Session variables of the kind \"" + key + "\" cannot be set by a client.");
      } else {
        set(session, key, value);
      }
    }
  }

  private static void set(Session session, String key, String value) {
    if (key.equals(PROXY_USER)) {
      refuseProxy(session, value);
    } else if (key.startsWith("hive.server2.")) {
      // drivers repeat settings of the connection itself; they concern the client only
      return;
    } else {
      session.settings().set(key, value);
    }
  }

  private static void refuseProxy(Session session, String user) {
    if (!user.equals(session.identity().user())) {
      throw new NyalaException(
          ErrorCode.ACCESS_DENIED,
          "User "
              + session.identity().user()
              + " may not act for another user on this server; connect with a ticket of that user.");
    }
  }

  /** Settings for a single statement are refused unless they say nothing. */
  static void checkOverlay(Map<String, String> overlay) {
    for (String key : overlay.keySet()) {
      if (key.startsWith("nyala.")) {
        throw new NyalaException(
            ErrorCode.NOT_SUPPORTED,
            "The setting " + key + " cannot be given per statement; use SET.");
      }
    }
  }

  static void clientInfo(Session session, Map<String, String> information) {
    information.forEach(
        (key, value) -> {
          if (session.clientInfo().size() < MAX_CLIENT_INFO && value != null) {
            session.clientInfo().put(key, value);
          }
        });
  }
}
