package io.nyala.sandbox.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who exists in a sandbox: service principals by the name of their keytab, and people with their
 * groups.
 */
public final class SandboxPrincipals {
  /** Short name of the administrator, who writes policies and may do everything in SQL. */
  public static final String ADMINISTRATOR = "admin";

  /** Short name of the analyst, who sees filtered rows and masked columns. */
  public static final String ANALYST = "alice";

  /** Short name of the auditor, who reads all and writes nothing. */
  public static final String AUDITOR = "audrey";

  /** Short name of the service account that loads data with its keytab. */
  public static final String ETL = "etl";

  /** People and the service account, in the order in which the status page shows them. */
  public static final List<String> USERS = List.of(ADMINISTRATOR, ANALYST, AUDITOR, ETL);

  private static final Map<String, String> SERVICES = services();

  private SandboxPrincipals() {}

  private static Map<String, String> services() {
    Map<String, String> services = new LinkedHashMap<>();
    for (String service :
        List.of("hdfs", "zookeeper", "HTTP", "hive", "nyala", "nyala-exec1", "nyala-exec2")) {
      services.put(service, service + "/localhost@" + SandboxLayout.REALM);
    }
    return services;
  }

  /** The full principal of a service (keytab name) or a user (short name). */
  public static String of(String name) {
    String service = SERVICES.get(name);
    return service != null ? service : name + "@" + SandboxLayout.REALM;
  }

  /** Keytab name to principal, all of them. */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>(SERVICES);
    for (String user : USERS) {
      all.put(user, of(user));
    }
    return all;
  }

  /** Hadoop's static group mapping. */
  static String groups() {
    return "hdfs=hadoop,hdfs;hive=hadoop;nyala=hadoop;HTTP=hadoop;zookeeper=hadoop;admin=admins,users;"
        + "alice=analysts,users;audrey=auditors,users;etl=etl,users";
  }

  /**
   * Hadoop's auth_to_local: executors act in HDFS as the service user, other realms map to nobody.
   */
  static String authToLocal() {
    String realm = SandboxLayout.REALM;
    return "RULE:[2:$1@$2@$0](nyala-exec[0-9]+@localhost@"
        + realm
        + ")s/.*/nyala/\nRULE:[2:$1@$2@$0](.*@localhost@"
        + realm
        + ")s/@.*//\nRULE:[1:$1@$0](.*@"
        + realm
        + ")s/@.*//";
  }
}
