package io.nyala.security.kerberos;

import io.nyala.security.SecurityKeys;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.UserIdentity;
import java.util.Set;

/** From what Kerberos proved to the user the policies know. Thread-safe. */
public final class UserIdentities {
  private final PrincipalMapping mapping;
  private final GroupProvider groups;

  public UserIdentities(PrincipalMapping mapping, GroupProvider groups) {
    this.mapping = mapping;
    this.groups = groups;
  }

  /**
   * As the site file says.
   *
   * @param hadoop configuration of Hadoop's group mapping
   * @param ownRealm realm of the process's own principal
   */
  public static UserIdentities configured(
      Configuration configuration, org.apache.hadoop.conf.Configuration hadoop, String ownRealm) {
    String provider = configuration.get(SecurityKeys.GROUP_PROVIDER);
    GroupProvider groups =
        switch (provider) {
          case "hadoop" -> new HadoopGroups(hadoop);
          case "static" -> StaticGroups.parse(configuration.get(SecurityKeys.GROUP_STATIC_MAPPING));
          default ->
              throw new NyalaException(
                  ErrorCode.INVALID_CONFIGURATION,
                  "nyala.group.provider is '" + provider + "'; write hadoop or static.");
        };
    return new UserIdentities(
        PrincipalMapping.parse(configuration.get(SecurityKeys.AUTH_TO_LOCAL), ownRealm), groups);
  }

  /**
   * Called once for a session.
   *
   * @param principal as proved by the handshake, {@code alice@REALM}
   * @param clientAddress textual IP address
   * @throws NyalaException AUTHENTICATION_FAILED if the principal is not mapped, or a name is not
   *     safe
   */
  public UserIdentity identify(String principal, String clientAddress) {
    String user = mapping.userOf(principal);
    Set<String> names = groups.groupsOf(user);
    for (String name : names) {
      if (!SafeNames.isSafeGroup(name)) {
        throw new NyalaException(
            ErrorCode.AUTHENTICATION_FAILED,
            "User "
                + user
                + " is refused: one of the user's groups has a name with characters that are not"
                + " allowed.");
      }
    }
    return new UserIdentity(user, principal, names, clientAddress);
  }
}
