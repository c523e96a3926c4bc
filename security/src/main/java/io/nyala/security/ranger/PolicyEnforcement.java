package io.nyala.security.ranger;

import io.nyala.security.SecurityKeys;
import io.nyala.security.audit.AuditFile;
import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.DecisionVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Everything a coordinator needs to enforce policies, put together from the site file: download,
 * engine, signatures, audit. Open one for a process and close it last.
 */
public final class PolicyEnforcement implements AutoCloseable {
  private final PolicyRefresher refresher;
  private final AuditFile audit;
  private final AccessControl accessControl;

  private PolicyEnforcement(
      PolicyRefresher refresher, AuditFile audit, AccessControl accessControl) {
    this.refresher = refresher;
    this.audit = audit;
    this.accessControl = accessControl;
  }

  /**
   * Starts downloading on a thread of its own and returns at once; until policies are there,
   * everything is denied.
   *
   * @param login the process's login; its principal must be allowed to download
   */
  public static PolicyEnforcement open(Configuration configuration, KerberosLogin login) {
    DecisionSigner signer = signer(configuration);
    PolicySource source =
        new RestPolicySource(
            configuration.get(SecurityKeys.POLICY_ADMIN_URL),
            configuration.get(SecurityKeys.POLICY_SERVICE),
            login,
            "nyala@" + login.principal());
    Path cache = Path.of(configuration.get(SecurityKeys.WORK_DIR), "policies.json");
    PolicyRefresher refresher =
        new PolicyRefresher(
            source,
            new PolicyCacheFile(cache),
            Duration.ofMillis(configuration.get(SecurityKeys.POLICY_POLL_MILLIS)),
            Duration.ofMillis(configuration.get(SecurityKeys.POLICY_MAX_STALENESS_MILLIS)),
            InstantSource.system());
    AuditFile audit = AuditFile.configured(configuration);
    refresher.start();
    return new PolicyEnforcement(
        refresher,
        audit,
        new RangerAccessControl(refresher, signer, audit, InstantSource.system()));
  }

  /** What an executor needs: it checks decisions and makes none. */
  public static DecisionVerifier verifier(Configuration configuration) {
    return signer(configuration);
  }

  private static DecisionSigner signer(Configuration configuration) {
    Path file = Path.of(configuration.get(SecurityKeys.DECISION_KEY_FILE));
    return new DecisionSigner(DecisionKey.read(file), InstantSource.system());
  }

  public AccessControl accessControl() {
    return accessControl;
  }

  /** Completes when the policy admin has answered for the first time. */
  public CompletableFuture<Void> firstContact() {
    return refresher.firstContact();
  }

  @Override
  public void close() {
    refresher.close();
    audit.close();
  }
}
