package io.nyala.security.ranger;

import io.nyala.security.audit.AuditLog;
import io.nyala.security.audit.AuditRecord;
import io.nyala.security.kerberos.SafeNames;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.security.TablePolicy;
import io.nyala.spi.security.UserIdentity;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ranger.plugin.policyengine.RangerAccessResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link AccessControl} by Ranger's engine. Whatever the engine does not clearly allow is denied:
 * no policies yet, no answer, an exception, a name outside the safe set, an unknown client address
 * where a policy asks for it.
 *
 * <p>{@code SELECT} on a table means the whole table; who may read some columns only passes {@code
 * ANY} on the table and {@code SELECT} on those columns.
 */
public final class RangerAccessControl implements AccessControl {
  private static final Logger log = LoggerFactory.getLogger(RangerAccessControl.class);
  private static final String MACRO = "${{";

  private final ActivePolicies policies;
  private final DecisionSigner signer;
  private final AuditLog audit;
  private final InstantSource clock;

  RangerAccessControl(
      ActivePolicies policies, DecisionSigner signer, AuditLog audit, InstantSource clock) {
    this.policies = policies;
    this.signer = signer;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void require(AccessContext context, Collection<AccessRequest> requests) {
    Optional<PolicyEngine> engine = policies.current();
    List<Verdict> verdicts = new ArrayList<>(requests.size());
    Verdict denied = null;
    for (AccessRequest request : requests) {
      Verdict verdict = decide(engine, context.identity(), request);
      verdicts.add(verdict);
      if (denied == null && !verdict.allowed()) {
        denied = verdict;
      }
    }
    new DecisionAudit(audit, clock).record(context, verdicts);
    if (denied != null) {
      throw engine.isPresent() ? denial(context.identity(), denied.request()) : unavailable();
    }
  }

  @Override
  public boolean isVisible(AccessContext context, SecurableObject object) {
    return isVisible(policies.current(), context.identity(), object);
  }

  /**
   * A column shows to whoever may read or write it: that a user has some right to the column's
   * table does not make a column visible whose reading is denied.
   */
  private boolean isVisible(
      Optional<PolicyEngine> engine, UserIdentity identity, SecurableObject object) {
    if (object instanceof ColumnObject) {
      return isAllowed(engine, identity, AccessAction.SELECT, object)
          || isAllowed(engine, identity, AccessAction.UPDATE, object);
    }
    return isAllowed(engine, identity, AccessAction.ANY, object);
  }

  private boolean isAllowed(
      Optional<PolicyEngine> engine,
      UserIdentity identity,
      AccessAction action,
      SecurableObject object) {
    return decide(engine, identity, new AccessRequest(action, object)).allowed();
  }

  @Override
  public <T extends SecurableObject> List<T> visible(AccessContext context, List<T> objects) {
    Optional<PolicyEngine> engine = policies.current();
    List<T> visible = new ArrayList<>();
    for (T object : objects) {
      if (isVisible(engine, context.identity(), object)) {
        visible.add(object);
      }
    }
    return visible;
  }

  @Override
  public TablePolicy tablePolicy(
      AccessContext context, String database, String table, List<String> columns) {
    PolicyEngine engine = policies.current().orElseThrow(RangerAccessControl::unavailable);
    UserIdentity identity = context.identity();
    TableObject object = new TableObject(database, table);
    requireDecidable(engine, identity, object);
    RangerAccessResult filterResult =
        evaluated(identity, object, () -> engine.rowFilter(identity, object));
    Optional<String> filter = rowFilter(identity, object, filterResult);
    Map<String, String> masks = new HashMap<>();
    for (String column : columns) {
      ColumnObject columnObject = new ColumnObject(database, table, column);
      RangerAccessResult result =
          evaluated(identity, columnObject, () -> engine.mask(identity, columnObject));
      MaskExpression.of(result, column)
          .ifPresent(mask -> masks.put(column, requireWithoutMacro(identity, columnObject, mask)));
    }
    PolicySet policySet = engine.policySet();
    if (filter.isPresent() || !masks.isEmpty()) {
      audit.record(transformation(context, policySet, object, filterResult, filter, masks));
    }
    return new TablePolicy(filter, masks, policySet.version());
  }

  @Override
  public AccessDecision sign(AccessDecision unsigned) {
    return signer.sign(unsigned);
  }

  @Override
  public long policyVersion() {
    return policies.current().map(engine -> engine.policySet().version()).orElse(-1L);
  }

  private Verdict decide(
      Optional<PolicyEngine> engine, UserIdentity identity, AccessRequest request) {
    if (engine.isEmpty()) {
      return Verdict.denied(request, null, "no policies loaded");
    }
    PolicySet policySet = engine.get().policySet();
    String obstacle = obstacle(engine.get(), identity);
    if (obstacle != null) {
      return Verdict.denied(request, policySet, obstacle);
    }
    try {
      RangerAccessResult result = engine.get().access(identity, request.action(), request.object());
      if (result == null || !result.getIsAccessDetermined()) {
        return Verdict.denied(request, policySet, "no policy matches");
      }
      return new Verdict(
          request,
          result.getIsAllowed(),
          result.getPolicyId(),
          policySet,
          result.getIsAllowed() ? "policy allows" : "policy denies");
    } catch (RuntimeException | LinkageError e) {
      log.error("Policies cannot be evaluated for {}, denied", request.object().path(), e);
      return Verdict.denied(request, policySet, "policies cannot be evaluated");
    }
  }

  /** Why nothing can be decided for this identity; null if something can. */
  private static @Nullable String obstacle(PolicyEngine engine, UserIdentity identity) {
    if (!SafeNames.isSafe(identity.user())
        || !identity.groups().stream().allMatch(SafeNames::isSafeGroup)) {
      return "user or group name outside the safe character set";
    }
    if (engine.needsClientAddress() && identity.clientAddress().isBlank()) {
      return "a policy depends on the client's address, which is unknown";
    }
    return null;
  }

  private static void requireDecidable(
      PolicyEngine engine, UserIdentity identity, SecurableObject object) {
    if (obstacle(engine, identity) != null) {
      throw denial(identity, new AccessRequest(AccessAction.SELECT, object));
    }
  }

  private static RangerAccessResult evaluated(
      UserIdentity identity,
      SecurableObject object,
      Supplier<@Nullable RangerAccessResult> evaluation) {
    try {
      RangerAccessResult result = evaluation.get();
      if (result != null) {
        return result;
      }
      log.error("Ranger's engine gives no answer on filter or mask of {}, denied", object.path());
    } catch (RuntimeException | LinkageError e) {
      log.error("Filter or mask of {} cannot be evaluated, denied", object.path(), e);
    }
    throw denial(identity, new AccessRequest(AccessAction.SELECT, object));
  }

  private static Optional<String> rowFilter(
      UserIdentity identity, SecurableObject object, RangerAccessResult result) {
    if (!result.isRowFilterEnabled()) {
      return Optional.empty();
    }
    return Optional.of(requireWithoutMacro(identity, object, result.getFilterExpr()));
  }

  private static String requireWithoutMacro(
      UserIdentity identity, SecurableObject object, String expression) {
    if (expression.contains(MACRO)) {
      log.error("Filter or mask of {} needs a script engine, denied", object.path());
      throw denial(identity, new AccessRequest(AccessAction.SELECT, object));
    }
    return expression;
  }

  private AuditRecord transformation(
      AccessContext context,
      PolicySet policySet,
      TableObject table,
      RangerAccessResult filterResult,
      Optional<String> filter,
      Map<String, String> masks) {
    return new AuditRecord(
        clock.millis(),
        context.identity().user(),
        context.identity().principal(),
        context.identity().clientAddress(),
        context.sessionId(),
        context.queryId(),
        AccessAction.SELECT.rangerName(),
        table.path(),
        List.of(),
        true,
        filter.isPresent() ? filterResult.getPolicyId() : -1,
        policySet.policyVersion(),
        policySet.roleVersion(),
        "filter or mask applies",
        Digests.ofFilter(filter.orElse("")),
        masks.keySet().stream().sorted().toList());
  }

  private static NyalaException denial(UserIdentity identity, AccessRequest request) {
    String privilege = request.action().name();
    String path = request.object().path();
    if (request.action() == AccessAction.ANY) {
      boolean table = request.object() instanceof TableObject;
      privilege = table ? "SELECT" : "USE";
      path = table ? path + "/*" : path;
    }
    return new NyalaException(
        ErrorCode.ACCESS_DENIED,
        "HiveAccessControlException Permission denied: user ["
            + identity.user()
            + "] does not have ["
            + privilege.toUpperCase(Locale.ROOT)
            + "] privilege on ["
            + path
            + "]");
  }

  private static NyalaException unavailable() {
    return new NyalaException(
        ErrorCode.POLICY_UNAVAILABLE,
        "No access policies are loaded, so nothing is allowed; retry when the policy admin can be"
            + " reached.");
  }
}
