package io.nyala.security.kerberos;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Groups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups by Hadoop's mapping ({@code hadoop.security.group.mapping} and {@code
 * hadoop.user.group.static.mapping.overrides}), cached as Hadoop caches them.
 */
public final class HadoopGroups implements GroupProvider {
  private static final Logger log = LoggerFactory.getLogger(HadoopGroups.class);

  private final Groups groups;

  public HadoopGroups(Configuration configuration) {
    this.groups = new Groups(configuration);
  }

  @Override
  public Set<String> groupsOf(String user) {
    try {
      return Set.copyOf(groups.getGroupsSet(user));
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith("No groups found")) {
        log.debug("User {} has no groups", user);
        return Set.of();
      }
      throw new NyalaException(
          ErrorCode.AUTHENTICATION_FAILED,
          "The groups of user " + user + " cannot be looked up; try again later.",
          e);
    }
  }
}
