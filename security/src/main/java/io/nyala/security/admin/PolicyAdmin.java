package io.nyala.security.admin;

import io.nyala.security.ranger.PolicyJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.ranger.plugin.model.RangerBaseModelObject;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemAccess;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyResource;
import org.apache.ranger.plugin.model.RangerPolicyResourceSignature;
import org.apache.ranger.plugin.model.RangerRole;
import org.apache.ranger.plugin.model.RangerService;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.policyengine.RangerPolicyEngine;
import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.ServicePolicies;

/**
 * The store of policies, services and roles. Every change is validated, gets a version, raises the
 * version of its service in the same transaction, and is atomic. Thread-safe.
 */
public final class PolicyAdmin {
  private static final String ROLE_VERSION = "role-version";

  private static final EntityTable<RangerService> SERVICES =
      new EntityTable<>("service", RangerService.class, service -> "", RangerService::getName);
  private static final EntityTable<RangerPolicy> POLICIES =
      new EntityTable<>("policy", RangerPolicy.class, RangerPolicy::getService, PolicyAdmin::key);
  private static final EntityTable<RangerRole> ROLES =
      new EntityTable<>("role", RangerRole.class, role -> "", RangerRole::getName);

  private final EntityStore store;
  private final InstantSource clock;
  private final RangerServiceDef serviceDef = PolicyJson.hiveServiceDef();

  public PolicyAdmin(DataSource database, InstantSource clock) {
    this.store = new EntityStore(database);
    this.clock = clock;
  }

  /** Names are unique in a service and compared without regard to case. */
  private static String key(RangerPolicy policy) {
    return policyKey(policy.getName());
  }

  private static String policyKey(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Creates the service on the very first start, with policies that let administrators in and
   * nobody else.
   */
  public void bootstrap(String service, List<String> administrators) {
    if (store.read(connection -> SERVICES.byName(connection, "", service)).isPresent()) {
      return;
    }
    RangerService created = new RangerService();
    created.setName(service);
    created.setType(serviceDef.getName());
    created.setDescription("Policies of Nyala");
    createService(created, "nyala");
    createPolicy(
        bootstrapPolicy(service, "all", administrators, "database", "table", "column"), "nyala");
    createPolicy(bootstrapPolicy(service, "all urls", administrators, "url"), "nyala");
    createPolicy(
        bootstrapPolicy(service, "all functions", administrators, "database", "udf"), "nyala");
  }

  private RangerPolicy bootstrapPolicy(
      String service, String name, List<String> users, String... resources) {
    Map<String, RangerPolicyResource> everything = new HashMap<>();
    for (String resource : resources) {
      everything.put(resource, new RangerPolicyResource("*", false, resource.equals("url")));
    }
    RangerPolicyItem item = new RangerPolicyItem();
    item.setUsers(new ArrayList<>(users));
    item.setAccesses(new ArrayList<>(List.of(new RangerPolicyItemAccess("all", true))));
    RangerPolicy policy = new RangerPolicy();
    policy.setService(service);
    policy.setName(name + " for administrators");
    policy.setResources(everything);
    policy.setPolicyItems(new ArrayList<>(List.of(item)));
    return policy;
  }

  RangerServiceDef serviceDef() {
    return serviceDef;
  }

  List<RangerService> services() {
    return store.read(SERVICES::all);
  }

  RangerService service(long id) {
    return store
        .read(connection -> SERVICES.byId(connection, id))
        .orElseThrow(() -> PolicyAdminException.notFound("Service " + id));
  }

  RangerService service(String name) {
    return store.read(connection -> requireService(connection, name));
  }

  RangerService createService(RangerService service, String user) {
    validate(service);
    return store.write(
        connection -> {
          if (SERVICES.byName(connection, "", service.getName()).isPresent()) {
            throw PolicyAdminException.invalid("The service " + service.getName() + " exists");
          }
          created(connection, service, SERVICES.kind(), user);
          service.setPolicyVersion(1L);
          service.setPolicyUpdateTime(now());
          service.setTagVersion(1L);
          SERVICES.insert(connection, service);
          return service;
        });
  }

  RangerService updateService(RangerService service, long id, String user) {
    validate(service);
    return store.write(
        connection -> {
          RangerService old =
              SERVICES
                  .byId(connection, id)
                  .orElseThrow(() -> PolicyAdminException.notFound("Service " + id));
          if (!old.getName().equals(service.getName())) {
            throw PolicyAdminException.invalid("name: a service cannot be renamed");
          }
          updated(service, old, user);
          service.setPolicyVersion(old.getPolicyVersion() + 1);
          service.setPolicyUpdateTime(now());
          SERVICES.update(connection, service);
          return service;
        });
  }

  void deleteService(long id) {
    store.write(
        connection -> {
          RangerService old =
              SERVICES
                  .byId(connection, id)
                  .orElseThrow(() -> PolicyAdminException.notFound("Service " + id));
          for (RangerPolicy policy : POLICIES.ofService(connection, old.getName())) {
            POLICIES.delete(connection, policy.getId());
          }
          SERVICES.delete(connection, id);
          return id;
        });
  }

  private void validate(RangerService service) {
    if (service.getName() == null || !service.getName().matches("[A-Za-z0-9_.-]{1,255}")) {
      throw PolicyAdminException.invalid("name: 1 to 255 letters, digits, _ . or -");
    }
    if (!serviceDef.getName().equals(service.getType())) {
      throw PolicyAdminException.invalid(
          "type: only " + serviceDef.getName() + " is served, not " + service.getType());
    }
    if (service.getTagService() != null && !service.getTagService().isBlank()) {
      throw PolicyAdminException.invalid("tagService: tag policies are not supported");
    }
  }

  List<RangerPolicy> policies(Predicate<RangerPolicy> filter) {
    return store.read(POLICIES::all).stream().filter(filter).toList();
  }

  List<RangerPolicy> policiesOf(String service) {
    return store.read(
        connection -> {
          requireService(connection, service);
          return POLICIES.ofService(connection, service);
        });
  }

  RangerPolicy policy(long id) {
    return store.read(connection -> requirePolicy(connection, id));
  }

  RangerPolicy policyByGuid(String guid) {
    return store
        .read(connection -> POLICIES.byGuid(connection, guid))
        .orElseThrow(() -> PolicyAdminException.notFound("Policy " + guid));
  }

  RangerPolicy policy(String service, String name) {
    return findPolicy(service, name)
        .orElseThrow(() -> PolicyAdminException.notFound("Policy " + name + " of " + service));
  }

  Optional<RangerPolicy> findPolicy(String service, String name) {
    return store.read(connection -> POLICIES.byName(connection, service, policyKey(name)));
  }

  RangerPolicy createPolicy(RangerPolicy policy, String user) {
    return store.write(
        connection -> {
          RangerService service = prepare(connection, policy);
          if (POLICIES.byName(connection, service.getName(), key(policy)).isPresent()) {
            throw PolicyAdminException.invalid(
                "name: the service has a policy named " + policy.getName());
          }
          created(connection, policy, POLICIES.kind(), user);
          requireNoOther(connection, policy);
          POLICIES.insert(connection, policy);
          raiseVersion(connection, service);
          return policy;
        });
  }

  RangerPolicy updatePolicy(RangerPolicy policy, long id, String user) {
    return store.write(
        connection -> {
          RangerPolicy old = requirePolicy(connection, id);
          if (!old.getService().equals(policy.getService())) {
            throw PolicyAdminException.invalid("service: a policy cannot move to another service");
          }
          RangerService service = prepare(connection, policy);
          if (!old.getPolicyType().equals(policy.getPolicyType())) {
            throw PolicyAdminException.invalid("policyType: cannot be changed");
          }
          updated(policy, old, user);
          Optional<RangerPolicy> named =
              POLICIES.byName(connection, service.getName(), key(policy));
          if (named.isPresent() && !named.get().getId().equals(id)) {
            throw PolicyAdminException.invalid(
                "name: the service has another policy named " + policy.getName());
          }
          requireNoOther(connection, policy);
          POLICIES.update(connection, policy);
          raiseVersion(connection, service);
          return policy;
        });
  }

  RangerPolicy deletePolicy(long id) {
    return store.write(
        connection -> {
          RangerPolicy old = requirePolicy(connection, id);
          POLICIES.delete(connection, id);
          raiseVersion(connection, requireService(connection, old.getService()));
          return old;
        });
  }

  private RangerService prepare(Connection connection, RangerPolicy policy) throws SQLException {
    if (policy.getService() == null) {
      throw PolicyAdminException.invalid("service: name the service of the policy");
    }
    RangerService service =
        SERVICES
            .byName(connection, "", policy.getService())
            .orElseThrow(
                () ->
                    PolicyAdminException.invalid(
                        "service: " + policy.getService() + " does not exist"));
    if (policy.getPolicyType() == null) {
      policy.setPolicyType(RangerPolicy.POLICY_TYPE_ACCESS);
    }
    List<String> roles = ROLES.all(connection).stream().map(RangerRole::getName).toList();
    new PolicyValidation(roles).require(policy);
    policy.setServiceType(serviceDef.getName());
    policy.setResourceSignature(new RangerPolicyResourceSignature(policy).getSignature());
    return service;
  }

  /** Two policies of one kind on the same resources are a mistake of which half gets forgotten. */
  private static void requireNoOther(Connection connection, RangerPolicy policy)
      throws SQLException {
    for (RangerPolicy other : POLICIES.ofService(connection, policy.getService())) {
      if (!other.getId().equals(policy.getId())
          && other.getResourceSignature().equals(policy.getResourceSignature())) {
        throw PolicyAdminException.invalid(
            "resources: policy "
                + other.getId()
                + " ("
                + other.getName()
                + ") has the same; change that one");
      }
    }
  }

  private void raiseVersion(Connection connection, RangerService service) throws SQLException {
    service.setPolicyVersion(service.getPolicyVersion() + 1);
    service.setPolicyUpdateTime(now());
    SERVICES.update(connection, service);
  }

  List<RangerRole> roles() {
    return store.read(ROLES::all);
  }

  RangerRole role(long id) {
    return store
        .read(connection -> ROLES.byId(connection, id))
        .orElseThrow(() -> PolicyAdminException.notFound("Role " + id));
  }

  RangerRole role(String name) {
    return store
        .read(connection -> ROLES.byName(connection, "", name))
        .orElseThrow(() -> PolicyAdminException.notFound("Role " + name));
  }

  RangerRole createRole(RangerRole role, String user) {
    return store.write(
        connection -> {
          validate(connection, role);
          if (ROLES.byName(connection, "", role.getName()).isPresent()) {
            throw PolicyAdminException.invalid("The role " + role.getName() + " exists");
          }
          created(connection, role, ROLES.kind(), user);
          role.setCreatedByUser(user);
          ROLES.insert(connection, role);
          raiseRoleVersion(connection);
          return role;
        });
  }

  RangerRole updateRole(RangerRole role, long id, String user) {
    return store.write(
        connection -> {
          RangerRole old =
              ROLES
                  .byId(connection, id)
                  .orElseThrow(() -> PolicyAdminException.notFound("Role " + id));
          if (!old.getName().equals(role.getName())) {
            throw PolicyAdminException.invalid("name: a role cannot be renamed");
          }
          validate(connection, role);
          updated(role, old, user);
          ROLES.update(connection, role);
          raiseRoleVersion(connection);
          return role;
        });
  }

  void deleteRole(long id) {
    store.write(
        connection -> {
          RangerRole old =
              ROLES
                  .byId(connection, id)
                  .orElseThrow(() -> PolicyAdminException.notFound("Role " + id));
          requireUnused(connection, old.getName());
          ROLES.delete(connection, id);
          raiseRoleVersion(connection);
          return id;
        });
  }

  private static void requireUnused(Connection connection, String role) throws SQLException {
    for (RangerPolicy policy : POLICIES.all(connection)) {
      if (RoleUse.names(policy, role)) {
        throw PolicyAdminException.invalid(
            "Policy " + policy.getId() + " (" + policy.getName() + ") names the role " + role);
      }
    }
    for (RangerRole other : ROLES.all(connection)) {
      if (other.getRoles().stream().anyMatch(member -> role.equals(member.getName()))) {
        throw PolicyAdminException.invalid("The role " + other.getName() + " contains " + role);
      }
    }
  }

  private static void validate(Connection connection, RangerRole role) throws SQLException {
    if (role.getName() == null || !role.getName().matches("[A-Za-z0-9_.@-]{1,255}")) {
      throw PolicyAdminException.invalid("name: 1 to 255 letters, digits, _ . @ or -");
    }
    for (RangerRole.RoleMember member : role.getRoles()) {
      boolean exists = ROLES.byName(connection, "", member.getName()).isPresent();
      if (!exists || member.getName().equals(role.getName())) {
        throw PolicyAdminException.invalid(
            "roles: " + member.getName() + " does not exist or is the role itself");
      }
    }
  }

  private void raiseRoleVersion(Connection connection) throws SQLException {
    EntityStore.next(connection, ROLE_VERSION);
    for (RangerService service : SERVICES.all(connection)) {
      raiseVersion(connection, service);
    }
  }

  /**
   * What a plugin enforces, empty if it has that version already.
   *
   * @param knownVersion -1 for none
   */
  Optional<ServicePolicies> download(String serviceName, long knownVersion) {
    return store.read(
        connection -> {
          RangerService service = requireService(connection, serviceName);
          if (service.getPolicyVersion() == knownVersion) {
            return Optional.empty();
          }
          ServicePolicies policies = new ServicePolicies();
          policies.setServiceName(serviceName);
          policies.setServiceId(service.getId());
          policies.setPolicyVersion(service.getPolicyVersion());
          policies.setPolicyUpdateTime(service.getPolicyUpdateTime());
          policies.setPolicies(POLICIES.ofService(connection, serviceName));
          policies.setServiceDef(serviceDef);
          policies.setAuditMode(RangerPolicyEngine.AUDIT_ALL);
          return Optional.of(policies);
        });
  }

  /** The roles with their version, empty if the plugin has that version already. */
  Optional<RangerRoles> downloadRoles(String serviceName, long knownVersion) {
    return store.read(
        connection -> {
          requireService(connection, serviceName);
          long version = EntityStore.last(connection, ROLE_VERSION);
          if (version == knownVersion) {
            return Optional.empty();
          }
          RangerRoles roles = new RangerRoles();
          roles.setServiceName(serviceName);
          roles.setRoleVersion(version);
          roles.setRoleUpdateTime(now());
          roles.setRangerRoles(new HashSet<>(ROLES.all(connection)));
          return Optional.of(roles);
        });
  }

  private static RangerService requireService(Connection connection, String name)
      throws SQLException {
    return SERVICES
        .byName(connection, "", name)
        .orElseThrow(() -> PolicyAdminException.notFound("Service " + name));
  }

  private static RangerPolicy requirePolicy(Connection connection, long id) throws SQLException {
    return POLICIES
        .byId(connection, id)
        .orElseThrow(() -> PolicyAdminException.notFound("Policy " + id));
  }

  private void created(
      Connection connection, RangerBaseModelObject object, String kind, String user)
      throws SQLException {
    object.setId(EntityStore.next(connection, kind));
    object.setGuid(UUID.randomUUID().toString());
    object.setVersion(1L);
    object.setCreatedBy(user);
    object.setUpdatedBy(user);
    object.setCreateTime(now());
    object.setUpdateTime(now());
  }

  private void updated(RangerBaseModelObject object, RangerBaseModelObject old, String user) {
    object.setId(old.getId());
    object.setGuid(old.getGuid());
    object.setVersion(old.getVersion() + 1);
    object.setCreatedBy(old.getCreatedBy());
    object.setCreateTime(old.getCreateTime());
    object.setUpdatedBy(user);
    object.setUpdateTime(now());
  }

  private Date now() {
    return Date.from(clock.instant());
  }
}
