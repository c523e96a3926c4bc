package io.nyala.security.ranger;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.UserIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.ranger.authorization.hadoop.config.RangerPluginConfig;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.policyengine.RangerAccessRequest.ResourceMatchingScope;
import org.apache.ranger.plugin.policyengine.RangerAccessRequestImpl;
import org.apache.ranger.plugin.policyengine.RangerAccessResourceImpl;
import org.apache.ranger.plugin.policyengine.RangerAccessResult;
import org.apache.ranger.plugin.policyengine.RangerPolicyEngine;
import org.apache.ranger.plugin.service.RangerBasePlugin;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.apache.ranger.plugin.util.ServicePolicies.SecurityZoneInfo;
import org.jspecify.annotations.Nullable;

/**
 * Ranger's engine over one {@link PolicySet}; immutable, so that filter and masks of a table come
 * from one version. Thread-safe.
 */
final class PolicyEngine {
  private static final String SERVICE_TYPE = "hive";

  private final PolicySet policySet;
  private final RangerBasePlugin plugin;
  private final boolean needsClientAddress;

  private PolicyEngine(PolicySet policySet, RangerBasePlugin plugin, boolean needsClientAddress) {
    this.policySet = policySet;
    this.plugin = plugin;
    this.needsClientAddress = needsClientAddress;
  }

  /**
   * Takes ownership of {@code policySet} and changes it.
   *
   * @throws PolicyRejectedException if these policies cannot be enforced completely
   */
  static PolicyEngine build(PolicySet policySet) {
    ServicePolicies policies = policySet.policies();
    requireEnforceable(policies);
    if (policies.getPolicies() == null) {
      policies.setPolicies(new ArrayList<>());
    }
    PolicyHardening hardening = new PolicyHardening(policies.getServiceDef());
    List<RangerPolicy> all = allPolicies(policies);
    all.forEach(hardening::harden);
    boolean needsClientAddress = all.stream().anyMatch(PolicyEngine::hasConditions);
    if (policies.getPolicies().isEmpty()) {
      policies.setPolicies(List.of(inertPolicy(policies)));
    }
    RangerBasePlugin plugin =
        new RangerBasePlugin(
            pluginConfig(requireNonNull(policies.getServiceName())),
            policies,
            null,
            policySet.roles());
    if (plugin.getPoliciesVersion() != policySet.policyVersion()) {
      throw new PolicyRejectedException(
          "Ranger's engine did not accept version " + policySet.policyVersion());
    }
    return new PolicyEngine(policySet, plugin, needsClientAddress);
  }

  private static void requireEnforceable(ServicePolicies policies) {
    if (policies.getServiceName() == null
        || policies.getServiceDef() == null
        || policies.getPolicyVersion() == null) {
      throw new PolicyRejectedException(
          "the download lacks service name, service definition or version");
    }
    if (policies.getPolicyDeltas() != null && !policies.getPolicyDeltas().isEmpty()) {
      throw new PolicyRejectedException("the download holds deltas, which were not asked for");
    }
    ServicePolicies.TagPolicies tags = policies.getTagPolicies();
    if (tags != null && tags.getPolicies() != null && !tags.getPolicies().isEmpty()) {
      throw new PolicyRejectedException(
          "the service is linked to the tag service "
              + tags.getServiceName()
              + "; tag policies are not enforced yet, so unlink it");
    }
  }

  private static List<RangerPolicy> allPolicies(ServicePolicies policies) {
    List<RangerPolicy> all = new ArrayList<>(policies.getPolicies());
    if (policies.getSecurityZones() != null) {
      for (SecurityZoneInfo zone : policies.getSecurityZones().values()) {
        if (zone.getPolicies() != null) {
          all.addAll(zone.getPolicies());
        }
      }
    }
    return all;
  }

  /** Ranger refuses an empty list and would go on with what it had before. */
  private static RangerPolicy inertPolicy(ServicePolicies policies) {
    RangerPolicy policy = new RangerPolicy();
    policy.setId(0L);
    policy.setService(policies.getServiceName());
    policy.setName("no policies");
    policy.setIsEnabled(false);
    return policy;
  }

  private static boolean hasConditions(RangerPolicy policy) {
    List<RangerPolicy.RangerPolicyItem> items = new ArrayList<>(policy.getPolicyItems());
    items.addAll(policy.getDenyPolicyItems());
    items.addAll(policy.getAllowExceptions());
    items.addAll(policy.getDenyExceptions());
    items.addAll(policy.getRowFilterPolicyItems());
    items.addAll(policy.getDataMaskPolicyItems());
    return !policy.getConditions().isEmpty()
        || items.stream().anyMatch(item -> !item.getConditions().isEmpty());
  }

  private static RangerPluginConfig pluginConfig(String serviceName) {
    Properties properties = new Properties();
    String option = "ranger.plugin." + SERVICE_TYPE + ".policyengine.option.disable.";
    properties.setProperty(option + "policy.refresher", "true");
    properties.setProperty(option + "tag.retriever", "true");
    properties.setProperty(option + "userstore.retriever", "true");
    properties.setProperty("xasecure.audit.is.enabled", "false");
    return new RangerPluginConfig(SERVICE_TYPE, serviceName, "nyala", properties);
  }

  PolicySet policySet() {
    return policySet;
  }

  /** True if a request without the client's address cannot be decided safely. */
  boolean needsClientAddress() {
    return needsClientAddress;
  }

  /** Null if the engine gives no answer, which is a denial. */
  @Nullable RangerAccessResult access(
      UserIdentity identity, AccessAction action, SecurableObject object) {
    RangerAccessRequestImpl request = request(identity, object, rangerAccess(action));
    if (action == AccessAction.ANY) {
      request.setResourceMatchingScope(ResourceMatchingScope.SELF_OR_DESCENDANTS);
    }
    return plugin.isAccessAllowed(request, null);
  }

  @Nullable RangerAccessResult rowFilter(UserIdentity identity, SecurableObject.TableObject table) {
    return plugin.evalRowFilterPolicies(
        request(identity, table, AccessAction.SELECT.rangerName()), null);
  }

  @Nullable RangerAccessResult mask(UserIdentity identity, SecurableObject.ColumnObject column) {
    return plugin.evalDataMaskPolicies(
        request(identity, column, AccessAction.SELECT.rangerName()), null);
  }

  private static String rangerAccess(AccessAction action) {
    return action == AccessAction.ANY ? RangerPolicyEngine.ANY_ACCESS : action.rangerName();
  }

  private RangerAccessRequestImpl request(
      UserIdentity identity, SecurableObject object, String accessType) {
    Set<String> groups = new HashSet<>(identity.groups());
    RangerAccessRequestImpl request = new RangerAccessRequestImpl();
    request.setResource(new RangerAccessResourceImpl(resource(object)));
    request.setAccessType(accessType);
    request.setAction(accessType);
    request.setUser(identity.user());
    request.setUserGroups(groups);
    request.setUserRoles(plugin.getRolesFromUserAndGroups(identity.user(), groups));
    request.setAccessTime(Date.from(Instant.now()));
    request.setClientIPAddress(identity.clientAddress());
    request.setRemoteIPAddress(identity.clientAddress());
    return request;
  }

  private static Map<String, Object> resource(SecurableObject object) {
    Map<String, Object> elements = new HashMap<>();
    if (object instanceof SecurableObject.DatabaseObject database) {
      elements.put("database", database.database());
    } else if (object instanceof SecurableObject.TableObject table) {
      elements.put("database", table.database());
      elements.put("table", table.table());
    } else if (object instanceof SecurableObject.ColumnObject column) {
      elements.put("database", column.database());
      elements.put("table", column.table());
      elements.put("column", column.column());
    } else if (object instanceof SecurableObject.UrlObject url) {
      elements.put("url", url.url());
    } else if (object instanceof SecurableObject.FunctionObject function) {
      elements.put("database", function.database());
      elements.put("udf", function.function());
    } else {
      throw new IllegalArgumentException("Unknown kind of object: " + object);
    }
    return elements;
  }
}
