package io.nyala.security.ranger;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the policies in force fresh: starts from the cache file, then polls the source on a thread
 * of its own. A failed poll leaves the last good policies in force, unless they are older than
 * {@code maxStaleness}. Before the first policies, and after a download that cannot be enforced,
 * there are none, which denies everything.
 */
final class PolicyRefresher implements ActivePolicies, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PolicyRefresher.class);

  private final PolicySource source;
  private final PolicyCacheFile cache;
  private final Duration interval;
  private final Duration maxStaleness;
  private final InstantSource clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CompletableFuture<Void> firstContact = new CompletableFuture<>();
  private final Thread thread;
  private volatile @Nullable PolicyEngine engine;
  private volatile long lastContactMillis;
  private boolean failing;

  /**
   * @param maxStaleness zero trusts the last policies for ever
   */
  PolicyRefresher(
      PolicySource source,
      PolicyCacheFile cache,
      Duration interval,
      Duration maxStaleness,
      InstantSource clock) {
    this.source = source;
    this.cache = cache;
    this.interval = interval;
    this.maxStaleness = maxStaleness;
    this.clock = clock;
    this.thread = new Thread(this::run, "policy-refresh");
    thread.setDaemon(true);
  }

  void start() {
    cache.read().ifPresent(this::loadFromCache);
    lastContactMillis = clock.millis();
    thread.start();
  }

  /** Completes after the first successful answer of the policy admin. */
  CompletableFuture<Void> firstContact() {
    return firstContact;
  }

  @Override
  public Optional<PolicyEngine> current() {
    boolean stale =
        !maxStaleness.isZero() && clock.millis() - lastContactMillis > maxStaleness.toMillis();
    return stale ? Optional.empty() : Optional.ofNullable(engine);
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
  }

  private void loadFromCache(PolicySet cached) {
    try {
      engine = PolicyEngine.build(cached);
      log.info("Policies of version {} in force, from the cache file", cached.policyVersion());
    } catch (RuntimeException e) {
      log.warn("Cached policies are ignored: {}", e.getMessage());
    }
  }

  private void run() {
    try {
      do {
        poll();
      } while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws InterruptedException {
    try {
      PolicyEngine current = engine;
      long policyVersion = current == null ? -1 : current.policySet().policyVersion();
      long roleVersion = current == null ? -1 : current.policySet().roleVersion();
      Optional<PolicySet> changed = source.fetch(policyVersion, roleVersion);
      if (changed.isPresent()) {
        activate(changed.get());
      }
      lastContactMillis = clock.millis();
      failing = false;
      firstContact.complete(null);
    } catch (IOException | RuntimeException | LinkageError e) {
      if (!failing) {
        log.error(
            "Policies cannot be refreshed; {}",
            engine == null ? "everything is denied" : "the last good ones stay in force",
            e);
      }
      failing = true;
    }
  }

  private void activate(PolicySet changed) throws IOException {
    byte[] content = PolicyCacheFile.content(changed);
    try {
      engine = PolicyEngine.build(changed);
    } catch (RuntimeException | LinkageError e) {
      // The old policies are known to be out of date: they may still allow what was revoked.
      engine = null;
      throw e;
    }
    log.info(
        "Policies of version {}, roles of version {} in force",
        changed.policyVersion(),
        changed.roleVersion());
    try {
      cache.write(content);
    } catch (IOException e) {
      log.warn("Policy cache cannot be written: {}", e.getMessage());
    }
  }
}
