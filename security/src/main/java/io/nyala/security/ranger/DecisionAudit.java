package io.nyala.security.ranger;

import io.nyala.security.audit.AuditLog;
import io.nyala.security.audit.AuditRecord;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the verdicts of one call: one record each, but columns of a table that one policy decided
 * alike share a record.
 */
record DecisionAudit(AuditLog audit, InstantSource clock) {
  private record Group(
      AccessAction action, String resource, boolean columns, boolean allowed, long policyId) {}

  void record(AccessContext context, List<Verdict> verdicts) {
    Map<Group, List<Verdict>> groups = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      groups.computeIfAbsent(group(verdict), key -> new ArrayList<>()).add(verdict);
    }
    groups.forEach((group, members) -> audit.record(entry(context, group, members)));
  }

  private static Group group(Verdict verdict) {
    boolean isColumn = verdict.request().object() instanceof ColumnObject;
    String resource =
        verdict.request().object() instanceof ColumnObject column
            ? column.database() + "/" + column.table()
            : verdict.request().object().path();
    return new Group(
        verdict.request().action(), resource, isColumn, verdict.allowed(), verdict.policyId());
  }

  private AuditRecord entry(AccessContext context, Group group, List<Verdict> members) {
    PolicySet policySet = members.get(0).policySet();
    List<String> columns = new ArrayList<>();
    for (Verdict member : members) {
      if (member.request().object() instanceof ColumnObject column) {
        columns.add(column.column());
      }
    }
    return new AuditRecord(
        clock.millis(),
        context.identity().user(),
        context.identity().principal(),
        context.identity().clientAddress(),
        context.sessionId(),
        context.queryId(),
        group.action().rangerName(),
        group.resource(),
        columns,
        group.allowed(),
        group.policyId(),
        policySet == null ? -1 : policySet.policyVersion(),
        policySet == null ? -1 : policySet.roleVersion(),
        members.get(0).reason(),
        "",
        List.of());
  }
}
