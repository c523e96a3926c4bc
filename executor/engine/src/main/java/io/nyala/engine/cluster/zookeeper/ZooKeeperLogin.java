package io.nyala.engine.cluster.zookeeper;

import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Adds a section to the process's JAAS configuration: ZooKeeper's client logs in by name only.
 * Sections that were there stay.
 */
final class ZooKeeperLogin extends Configuration {
  static final String SECTION = "NyalaZooKeeper";

  private final @Nullable Configuration former;
  private final AppConfigurationEntry entry;

  private ZooKeeperLogin(@Nullable Configuration former, String principal, Path keytab) {
    this.former = former;
    this.entry =
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            Map.of(
                "useKeyTab",
                "true",
                "keyTab",
                keytab.toString(),
                "principal",
                principal,
                "storeKey",
                "true",
                "useTicketCache",
                "false",
                "doNotPrompt",
                "true"));
  }

  static void install(String principal, Path keytab) {
    Configuration former;
    try {
      former = Configuration.getConfiguration();
    } catch (SecurityException noneConfigured) {
      former = null;
    }
    Configuration.setConfiguration(new ZooKeeperLogin(former, principal, keytab));
  }

  @Override
  public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
    if (name.equals(SECTION)) {
      return new AppConfigurationEntry[] {entry};
    }
    return former == null ? null : former.getAppConfigurationEntry(name);
  }
}
