package io.nyala.security.admin;

import io.nyala.security.audit.AuditLog;
import io.nyala.security.audit.AuditRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Who may do what with policies, and the record of it. Thread-safe. */
final class Caller {
  private final Set<String> administrators;
  private final Set<String> downloaders;
  private final AuditLog audit;
  private final InstantSource clock;

  Caller(Set<String> administrators, Set<String> downloaders, AuditLog audit, InstantSource clock) {
    this.administrators = Set.copyOf(administrators);
    this.downloaders = Set.copyOf(downloaders);
    this.audit = audit;
    this.clock = clock;
  }

  /** The administrator's name, for reads. */
  String requireReader(HttpServletRequest request) {
    String user = user(request);
    if (!administrators.contains(user)) {
      record(request, "read", request.getRequestURI(), false);
      throw PolicyAdminException.forbidden("User " + user + " may not read policies");
    }
    return user;
  }

  /**
   * The administrator's name, for a change; recorded before it happens.
   *
   * @param action what is about to happen, for example {@code policy-update}
   */
  String requireAdministrator(HttpServletRequest request, String action, String resource) {
    String user = user(request);
    boolean allowed = administrators.contains(user);
    record(request, action, resource, allowed);
    if (!allowed) {
      throw PolicyAdminException.forbidden("User " + user + " may not change policies");
    }
    return user;
  }

  String requireDownloader(HttpServletRequest request) {
    String user = user(request);
    if (!downloaders.contains(user) && !administrators.contains(user)) {
      record(request, "download", request.getRequestURI(), false);
      throw PolicyAdminException.forbidden("User " + user + " may not download policies");
    }
    return user;
  }

  private static String user(HttpServletRequest request) {
    String user = request.getRemoteUser();
    if (user == null) {
      throw PolicyAdminException.forbidden("Not authenticated");
    }
    return user;
  }

  private void record(HttpServletRequest request, String action, String resource, boolean allowed) {
    String user = String.valueOf(request.getRemoteUser());
    audit.record(
        new AuditRecord(
            clock.millis(),
            user,
            String.valueOf(request.getAttribute(SpnegoFilter.PRINCIPAL)),
            request.getRemoteAddr(),
            "",
            "",
            action,
            resource,
            List.of(),
            allowed,
            -1,
            -1,
            -1,
            allowed ? "administrator" : "not an administrator",
            "",
            List.of()));
  }
}
