package io.nyala.security;

import io.nyala.spi.config.ConfigKey;
import java.util.List;

/**
 * Configuration keys of logins, policies and audit, as they stand in {@code nyala-site.xml}. Keys
 * of the policy admin stand in {@code admin}.
 */
public final class SecurityKeys {
  private SecurityKeys() {}

  public static final ConfigKey<String> WORK_DIR =
      ConfigKey.requiredString(
          "nyala.work.dir", "Directory of the process for spool, audit and caches.");

  public static final ConfigKey<String> KERBEROS_PRINCIPAL =
      ConfigKey.requiredString(
          "nyala.kerberos.principal",
          "Kerberos principal of the process; _HOST stands for the host's name.");

  public static final ConfigKey<String> KERBEROS_KEYTAB =
      ConfigKey.requiredString(
          "nyala.kerberos.keytab", "Keytab file with the key of nyala.kerberos.principal.");

  public static final ConfigKey<String> HTTP_PRINCIPAL =
      ConfigKey.requiredString(
          "nyala.http.kerberos.principal", "Principal of the SPNEGO acceptor, HTTP/host@REALM.");

  public static final ConfigKey<String> HTTP_KEYTAB =
      ConfigKey.requiredString(
          "nyala.http.kerberos.keytab", "Keytab file with the key of the SPNEGO acceptor.");

  public static final ConfigKey<String> AUTH_TO_LOCAL =
      ConfigKey.string(
          "nyala.kerberos.auth.to.local",
          "DEFAULT",
          "Rules that map a principal to a user name, in Hadoop's auth_to_local syntax, separated"
              + " by white space. A principal of another realm than the process's own is refused"
              + " unless a RULE maps it.");

  public static final ConfigKey<String> GROUP_PROVIDER =
      ConfigKey.string(
          "nyala.group.provider",
          "hadoop",
          "Where a user's groups come from: hadoop (Hadoop's group mapping in core-site.xml) or"
              + " static (nyala.group.static.mapping).");

  public static final ConfigKey<String> GROUP_STATIC_MAPPING =
      ConfigKey.string(
          "nyala.group.static.mapping",
          "",
          "Groups of users for nyala.group.provider=static: user=group,group;user=group.");

  public static final ConfigKey<String> POLICY_ADMIN_URL =
      ConfigKey.requiredString(
          "nyala.policy.admin.url", "Base URL of the policy admin or of a Ranger Admin.");

  public static final ConfigKey<String> POLICY_SERVICE =
      ConfigKey.string(
          "nyala.policy.service", "nyala_hive", "Ranger service whose policies are enforced.");

  public static final ConfigKey<Integer> POLICY_POLL_MILLIS =
      ConfigKey.integer(
          "nyala.policy.poll.interval",
          1000,
          100,
          60_000,
          "ms",
          "How often the policy admin is asked for changes.");

  public static final ConfigKey<Integer> POLICY_MAX_STALENESS_MILLIS =
      ConfigKey.integer(
          "nyala.policy.max.staleness",
          0,
          0,
          Integer.MAX_VALUE,
          "ms",
          "After this time without contact to the policy admin everything is denied; 0 goes on"
              + " with the last known policies.");

  public static final ConfigKey<String> DECISION_KEY_FILE =
      ConfigKey.requiredString(
          "nyala.security.decision.key.file",
          "File with the cluster's key for access decisions, 64 hex digits, readable by its owner"
              + " only; the same on coordinators and executors.");

  public static final ConfigKey<Integer> AUDIT_QUEUE =
      ConfigKey.integer(
          "nyala.audit.queue", 8192, 16, 1_000_000, "records", "Audit records waiting for disk.");

  public static final ConfigKey<String> AUDIT_FULL =
      ConfigKey.string(
          "nyala.audit.queue.full",
          "block",
          "What happens to a request while the audit queue is full: block (it waits) or deny.");

  public static final ConfigKey<Long> AUDIT_FILE_BYTES =
      ConfigKey.longInteger(
          "nyala.audit.file.size",
          128L << 20,
          64L << 10,
          1L << 40,
          "bytes",
          "Size at which a new audit file is begun.");

  public static final ConfigKey<Integer> AUDIT_FILES =
      ConfigKey.integer(
          "nyala.audit.file.count", 64, 2, 100_000, "files", "How many audit files are kept.");

  /** All of them, for {@code Configuration.requireOnly} and the reference page. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        WORK_DIR,
        KERBEROS_PRINCIPAL,
        KERBEROS_KEYTAB,
        HTTP_PRINCIPAL,
        HTTP_KEYTAB,
        AUTH_TO_LOCAL,
        GROUP_PROVIDER,
        GROUP_STATIC_MAPPING,
        POLICY_ADMIN_URL,
        POLICY_SERVICE,
        POLICY_POLL_MILLIS,
        POLICY_MAX_STALENESS_MILLIS,
        DECISION_KEY_FILE,
        AUDIT_QUEUE,
        AUDIT_FULL,
        AUDIT_FILE_BYTES,
        AUDIT_FILES);
  }
}
