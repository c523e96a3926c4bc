package io.nyala.security.kerberos;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A login by keytab that stays valid: a background thread logs in again at four fifths of the
 * ticket's life and puts the new Subject in place of the old one, so take the Subject anew for
 * every handshake. Independent of Hadoop's login. Thread-safe.
 */
public final class KerberosLogin implements Supplier<Subject>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KerberosLogin.class);
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final String principal;
  private final Path keytab;
  private final boolean initiator;
  private final @Nullable ScheduledExecutorService renewal;
  private volatile Subject subject;

  private KerberosLogin(String principal, Path keytab, boolean initiator) {
    this.principal = principal;
    this.keytab = keytab;
    this.initiator = initiator;
    this.subject = logIn();
    this.renewal = initiator ? scheduler(principal) : null;
    scheduleRenewal(untilRenewal(subject));
  }

  /**
   * Logs in at the KDC; the Subject can initiate and accept.
   *
   * @param principal may hold {@code _HOST}
   * @throws NyalaException AUTHENTICATION_FAILED, INVALID_CONFIGURATION if the keytab is missing
   */
  public static KerberosLogin initiator(String principal, Path keytab) {
    return new KerberosLogin(withHost(principal), readable(keytab), true);
  }

  /** A Subject that can only accept; asks no KDC and never expires. */
  public static KerberosLogin acceptor(String principal, Path keytab) {
    return new KerberosLogin(withHost(principal), readable(keytab), false);
  }

  /** The principal with its realm and host. */
  public String principal() {
    return principal;
  }

  /** The realm of the principal. */
  public String realm() {
    return principal.substring(principal.indexOf('@') + 1);
  }

  /** The Subject of now. */
  @Override
  public Subject get() {
    return subject;
  }

  /** Runs an action as this principal. */
  public <T> T call(Callable<T> action) throws Exception {
    return runAs(get(), action);
  }

  /**
   * Runs an action with a Subject. The one place that names the JDK's method, which later versions
   * rename.
   */
  @SuppressWarnings("removal")
  public static <T> T runAs(Subject subject, Callable<T> action) throws Exception {
    try {
      return Subject.doAs(
          subject, (java.security.PrivilegedExceptionAction<T>) () -> action.call());
    } catch (java.security.PrivilegedActionException e) {
      throw e.getException();
    }
  }

  @Override
  public void close() {
    if (renewal != null) {
      renewal.shutdownNow();
    }
  }

  private static String withHost(String principal) {
    if (principal.indexOf('@') < 0) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "Kerberos principal " + principal + " has no realm; write name/host@REALM.");
    }
    try {
      String host = InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT);
      return principal.replace("/_HOST@", "/" + host + "@");
    } catch (UnknownHostException e) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "The host's own name cannot be resolved; write it into the principal " + principal + ".",
          e);
    }
  }

  private static Path readable(Path keytab) {
    if (!Files.isReadable(keytab)) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "Keytab file " + keytab + " does not exist or cannot be read.");
    }
    return keytab.toAbsolutePath();
  }

  private static ScheduledExecutorService scheduler(String principal) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "kerberos-login-" + principal);
          thread.setDaemon(true);
          return thread;
        });
  }

  private Subject logIn() {
    Map<String, String> options = new HashMap<>();
    options.put("useKeyTab", "true");
    options.put("keyTab", keytab.toString());
    options.put("principal", principal);
    options.put("storeKey", "true");
    options.put("doNotPrompt", "true");
    options.put("isInitiator", Boolean.toString(initiator));
    options.put("refreshKrb5Config", "true");
    AppConfigurationEntry entry =
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options);
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {entry};
          }
        };
    try {
      LoginContext context = new LoginContext("nyala", new Subject(), null, configuration);
      context.login();
      return context.getSubject();
    } catch (LoginException e) {
      throw new NyalaException(
          ErrorCode.AUTHENTICATION_FAILED,
          "Kerberos login of " + principal + " with " + keytab + " failed: " + e.getMessage(),
          e);
    }
  }

  private void scheduleRenewal(Duration delay) {
    if (renewal != null) {
      ScheduledFuture<?> unused =
          renewal.schedule(this::renew, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void renew() {
    try {
      Subject renewed = logIn();
      subject = renewed;
      log.info("Logged in again as {}", principal);
      scheduleRenewal(untilRenewal(renewed));
    } catch (NyalaException e) {
      log.warn("{} Trying again in {} s", e.getMessage(), RETRY.toSeconds());
      scheduleRenewal(RETRY);
    }
  }

  private static Duration untilRenewal(Subject subject) {
    return subject.getPrivateCredentials(KerberosTicket.class).stream()
        .map(ticket -> ticket.getEndTime().toInstant().toEpochMilli())
        .map(end -> (end - System.currentTimeMillis()) * 4 / 5)
        .map(millis -> Duration.ofMillis(Math.max(millis, 1000)))
        .findFirst()
        .orElse(RETRY);
  }
}
