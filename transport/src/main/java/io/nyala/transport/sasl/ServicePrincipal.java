package io.nyala.transport.sasl;

/**
 * A Kerberos service principal {@code primary/host@REALM}.
 *
 * @param primary for example {@code nyala}
 * @param host the host part
 * @param realm the realm, empty when the name had none
 */
public record ServicePrincipal(String primary, String host, String realm) {
  public ServicePrincipal {
    if (primary.isEmpty() || host.isEmpty()) {
      throw new IllegalArgumentException("a service principal is primary/host@REALM");
    }
  }

  /** Parses {@code primary/host@REALM} or {@code primary/host}. */
  public static ServicePrincipal parse(String name) {
    int slash = name.indexOf('/');
    int at = name.indexOf('@', Math.max(slash, 0));
    int end = at < 0 ? name.length() : at;
    if (slash <= 0 || slash + 1 >= end) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a service principal of the form primary/host@REALM");
    }
    return new ServicePrincipal(
        name.substring(0, slash),
        name.substring(slash + 1, end),
        at < 0 ? "" : name.substring(at + 1));
  }

  @Override
  public String toString() {
    return primary + "/" + host + (realm.isEmpty() ? "" : "@" + realm);
  }
}
