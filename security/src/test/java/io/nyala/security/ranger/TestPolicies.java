package io.nyala.security.ranger;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerDataMaskPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemAccess;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemCondition;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemDataMaskInfo;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemRowFilterInfo;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyResource;
import org.apache.ranger.plugin.model.RangerPolicy.RangerRowFilterPolicyItem;
import org.apache.ranger.plugin.model.RangerRole;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.ServicePolicies;

/** Builds policy sets for tests in a few words. */
final class TestPolicies {
  private final List<RangerPolicy> policies = new ArrayList<>();
  private final Set<RangerRole> roles = new HashSet<>();
  private RangerServiceDef serviceDef = PolicyJson.hiveServiceDef();
  private long version = 1;

  TestPolicies version(long newVersion) {
    version = newVersion;
    return this;
  }

  TestPolicies serviceDef(RangerServiceDef definition) {
    serviceDef = definition;
    return this;
  }

  TestPolicies role(String name, String user) {
    RangerRole role =
        new RangerRole(
            name,
            "",
            new HashMap<>(),
            new ArrayList<>(List.of(new RangerRole.RoleMember(user, false))),
            new ArrayList<>());
    role.setId((long) roles.size() + 1);
    roles.add(role);
    return this;
  }

  /** resource: {@code db}, {@code db/table}, {@code db/table/column} or {@code url:...}. */
  RangerPolicy add(String resource) {
    RangerPolicy policy = new RangerPolicy();
    policy.setId((long) policies.size() + 1);
    policy.setGuid("guid-" + policy.getId());
    policy.setVersion(1L);
    policy.setName("policy " + policy.getId());
    policy.setService("nyala_hive");
    policy.setServiceType("hive");
    policy.setIsEnabled(true);
    policy.setIsAuditEnabled(true);
    policy.setPolicyType(RangerPolicy.POLICY_TYPE_ACCESS);
    policy.setPolicyPriority(0);
    policy.setIsDenyAllElse(false);
    policy.setResources(resources(resource));
    policy.setPolicyItems(new ArrayList<>());
    policy.setDenyPolicyItems(new ArrayList<>());
    policy.setAllowExceptions(new ArrayList<>());
    policy.setDenyExceptions(new ArrayList<>());
    policy.setDataMaskPolicyItems(new ArrayList<>());
    policy.setRowFilterPolicyItems(new ArrayList<>());
    policies.add(policy);
    return policy;
  }

  TestPolicies allow(String resource, String who, String... accesses) {
    add(resource).addPolicyItem(item(who, accesses));
    return this;
  }

  TestPolicies deny(String resource, String who, String... accesses) {
    add(resource).addDenyPolicyItem(item(who, accesses));
    return this;
  }

  TestPolicies rowFilter(String table, String who, String filter) {
    rowFilterPolicy(table, who, filter);
    return this;
  }

  RangerRowFilterPolicyItem rowFilterPolicy(String table, String who, String filter) {
    RangerPolicy policy = add(table);
    policy.setPolicyType(RangerPolicy.POLICY_TYPE_ROWFILTER);
    RangerPolicyItem base = item(who, "select");
    RangerRowFilterPolicyItem item =
        new RangerRowFilterPolicyItem(
            new RangerPolicyItemRowFilterInfo(filter),
            base.getAccesses(),
            base.getUsers(),
            base.getGroups(),
            base.getRoles(),
            new ArrayList<>(),
            false);
    policy.addRowFilterPolicyItem(item);
    return item;
  }

  TestPolicies mask(String column, String who, String type, String expression) {
    RangerPolicy policy = add(column);
    policy.setPolicyType(RangerPolicy.POLICY_TYPE_DATAMASK);
    RangerPolicyItem base = item(who, "select");
    policy.addDataMaskPolicyItem(
        new RangerDataMaskPolicyItem(
            base.getAccesses(),
            new RangerPolicyItemDataMaskInfo(type, null, expression),
            base.getUsers(),
            base.getGroups(),
            base.getRoles(),
            new ArrayList<>(),
            false));
    return this;
  }

  PolicySet build() {
    ServicePolicies all = new ServicePolicies();
    all.setServiceName("nyala_hive");
    all.setServiceId(1L);
    all.setPolicyVersion(version);
    all.setPolicyUpdateTime(Date.from(java.time.Instant.EPOCH));
    all.setServiceDef(serviceDef);
    all.setPolicies(new ArrayList<>(policies));
    RangerRoles allRoles = new RangerRoles();
    allRoles.setServiceName("nyala_hive");
    allRoles.setRoleVersion(0L);
    allRoles.setRangerRoles(new HashSet<>(roles));
    return new PolicySet(all, allRoles);
  }

  /** who: a user, {@code @group} or {@code #role}. */
  static RangerPolicyItem item(String who, String... accesses) {
    RangerPolicyItem item = new RangerPolicyItem();
    List<RangerPolicyItemAccess> list = new ArrayList<>();
    for (String access : accesses) {
      list.add(new RangerPolicyItemAccess(access, true));
    }
    item.setAccesses(list);
    item.setUsers(new ArrayList<>());
    item.setGroups(new ArrayList<>());
    item.setRoles(new ArrayList<>());
    item.setConditions(new ArrayList<>());
    item.setDelegateAdmin(false);
    if (who.startsWith("@")) {
      item.addGroup(who.substring(1));
    } else if (who.startsWith("#")) {
      item.addRole(who.substring(1));
    } else {
      item.addUser(who);
    }
    return item;
  }

  static RangerPolicyItemCondition condition(String type, String... values) {
    return new RangerPolicyItemCondition(type, new ArrayList<>(List.of(values)));
  }

  private static Map<String, RangerPolicyResource> resources(String resource) {
    Map<String, RangerPolicyResource> map = new HashMap<>();
    if (resource.startsWith("url:")) {
      map.put("url", new RangerPolicyResource(resource.substring(4), false, true));
      return map;
    }
    String[] parts = resource.split("/");
    String[] names = {"database", "table", "column"};
    for (int i = 0; i < parts.length; i++) {
      map.put(names[i], new RangerPolicyResource(parts[i], false, false));
    }
    return map;
  }
}
