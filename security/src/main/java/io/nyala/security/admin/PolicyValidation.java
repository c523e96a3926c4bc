package io.nyala.security.admin;

import io.nyala.security.ranger.PolicyJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerDataMaskPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemAccess;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemCondition;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyResource;
import org.apache.ranger.plugin.model.RangerPolicy.RangerRowFilterPolicyItem;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.model.RangerServiceDef.RangerAccessTypeDef;
import org.apache.ranger.plugin.model.RangerServiceDef.RangerDataMaskTypeDef;
import org.apache.ranger.plugin.model.RangerServiceDef.RangerResourceDef;
import org.apache.ranger.plugin.model.validation.RangerServiceDefHelper;
import org.apache.ranger.plugin.util.ServiceDefUtil;

/**
 * Finds what is wrong with a policy before it is stored, above all what the engine would silently
 * read as less than its author meant: unknown names, wildcards where they are taken literally,
 * conditions that cannot be evaluated.
 */
final class PolicyValidation {
  private final RangerServiceDef serviceDef;
  private final RangerServiceDefHelper helper;
  private final Set<String> knownRoles;
  private final List<String> errors = new ArrayList<>();

  PolicyValidation(Collection<String> knownRoles) {
    // As the engine does: masks' and filters' resources inherit what they leave out.
    this.serviceDef = ServiceDefUtil.normalize(PolicyJson.hiveServiceDef());
    this.helper = new RangerServiceDefHelper(serviceDef, false);
    this.knownRoles = Set.copyOf(knownRoles);
  }

  /**
   * @throws PolicyAdminException 400 with every problem found
   */
  void require(RangerPolicy policy) {
    PolicyJson.fillAbsentLists(policy);
    if (isBlank(policy.getName()) || policy.getName().length() > 255) {
      errors.add("name: give 1 to 255 characters");
    }
    Integer type = policy.getPolicyType();
    if (type == null || type < 0 || type > RangerPolicy.POLICY_TYPE_ROWFILTER) {
      errors.add("policyType: 0 (access), 1 (mask) or 2 (row filter)");
    } else {
      resources(type, policy.getResources());
      policy.getAdditionalResources().forEach(more -> resources(type, more));
      items(policy, type);
      conditions("conditions", policy.getConditions());
      if (!isBlank(policy.getZoneName())) {
        errors.add("zoneName: security zones are not supported by this policy admin");
      }
    }
    if (!errors.isEmpty()) {
      throw PolicyAdminException.invalid(errors);
    }
  }

  private void resources(int type, Map<String, RangerPolicyResource> resources) {
    if (resources == null || resources.isEmpty() || resources.containsValue(null)) {
      errors.add("resources: give at least one");
      return;
    }
    boolean exact = type != RangerPolicy.POLICY_TYPE_ACCESS;
    Set<String> keys = new HashSet<>(resources.keySet());
    if (!helper.isValidHierarchy(type, keys, exact) || !startsAtTheTop(type, keys)) {
      errors.add("resources: " + keys + " is no hierarchy of policy type " + type);
      return;
    }
    resources.forEach((name, resource) -> resource(type, name, resource));
  }

  /** A column without its table would match nothing, or everything, by the engine's mood. */
  private boolean startsAtTheTop(int type, Set<String> keys) {
    return helper.getResourceHierarchies(type).stream()
        .map(hierarchy -> hierarchy.stream().limit(keys.size()).map(RangerResourceDef::getName))
        .anyMatch(prefix -> prefix.collect(Collectors.toSet()).equals(keys));
  }

  private void resource(int type, String name, RangerPolicyResource resource) {
    RangerResourceDef definition = helper.getResourceDef(name, type);
    if (resource.getValues().isEmpty()
        || resource.getValues().stream().anyMatch(PolicyValidation::isBlank)) {
      errors.add("resources." + name + ": give values, none of them empty");
    }
    if (Boolean.TRUE.equals(resource.getIsRecursive())
        && !Boolean.TRUE.equals(definition.getRecursiveSupported())) {
      errors.add("resources." + name + ".isRecursive: not supported for this resource");
    }
    if (Boolean.TRUE.equals(resource.getIsExcludes())
        && !Boolean.TRUE.equals(definition.getExcludesSupported())) {
      errors.add("resources." + name + ".isExcludes: not supported for this resource");
    }
    boolean literal = "false".equals(definition.getMatcherOptions().get("wildCard"));
    if (literal
        && resource.getValues().stream().anyMatch(v -> v.contains("*") || v.contains("?"))) {
      errors.add(
          "resources." + name + ": masks and row filters take names literally, without wildcards");
    }
  }

  private void items(RangerPolicy policy, int type) {
    Set<String> accesses = accessTypes(type);
    if (type == RangerPolicy.POLICY_TYPE_ACCESS) {
      items("policyItems", policy.getPolicyItems(), accesses);
      items("denyPolicyItems", policy.getDenyPolicyItems(), accesses);
      items("allowExceptions", policy.getAllowExceptions(), accesses);
      items("denyExceptions", policy.getDenyExceptions(), accesses);
      none("dataMaskPolicyItems", policy.getDataMaskPolicyItems());
      none("rowFilterPolicyItems", policy.getRowFilterPolicyItems());
      return;
    }
    none("policyItems", policy.getPolicyItems());
    none("denyPolicyItems", policy.getDenyPolicyItems());
    none("allowExceptions", policy.getAllowExceptions());
    none("denyExceptions", policy.getDenyExceptions());
    if (type == RangerPolicy.POLICY_TYPE_DATAMASK) {
      none("rowFilterPolicyItems", policy.getRowFilterPolicyItems());
      items("dataMaskPolicyItems", policy.getDataMaskPolicyItems(), accesses);
      policy.getDataMaskPolicyItems().forEach(this::mask);
    } else {
      none("dataMaskPolicyItems", policy.getDataMaskPolicyItems());
      items("rowFilterPolicyItems", policy.getRowFilterPolicyItems(), accesses);
      policy.getRowFilterPolicyItems().forEach(this::rowFilter);
    }
  }

  private Set<String> accessTypes(int type) {
    List<RangerAccessTypeDef> definitions =
        switch (type) {
          case RangerPolicy.POLICY_TYPE_DATAMASK -> serviceDef.getDataMaskDef().getAccessTypes();
          case RangerPolicy.POLICY_TYPE_ROWFILTER -> serviceDef.getRowFilterDef().getAccessTypes();
          default -> serviceDef.getAccessTypes();
        };
    return definitions.stream().map(RangerAccessTypeDef::getName).collect(Collectors.toSet());
  }

  private void none(String where, List<?> items) {
    if (!items.isEmpty()) {
      errors.add(where + ": do not belong to this policy type");
    }
  }

  private void items(
      String where, List<? extends RangerPolicyItem> items, Set<String> accessTypes) {
    for (int i = 0; i < items.size(); i++) {
      if (hasNull(items.get(i))) {
        errors.add(where + "[" + i + "]: has a null in it");
        return;
      }
      item(where + "[" + i + "]", items.get(i), accessTypes);
    }
  }

  private static boolean hasNull(@org.jspecify.annotations.Nullable RangerPolicyItem item) {
    return item == null
        || hasNull(item.getUsers())
        || hasNull(item.getGroups())
        || hasNull(item.getRoles())
        || hasNull(item.getAccesses())
        || hasNull(item.getConditions());
  }

  private static boolean hasNull(List<?> list) {
    return list.stream().anyMatch(java.util.Objects::isNull);
  }

  private void item(String where, RangerPolicyItem item, Set<String> accessTypes) {
    List<String> who = new ArrayList<>(item.getUsers());
    who.addAll(item.getGroups());
    who.addAll(item.getRoles());
    if (who.isEmpty() || who.stream().anyMatch(PolicyValidation::isBlank)) {
      errors.add(where + ": name at least one user, group or role, none of them empty");
    }
    for (String role : item.getRoles()) {
      if (!knownRoles.contains(role)) {
        errors.add(where + ".roles: the role " + role + " does not exist");
      }
    }
    if (item.getAccesses().isEmpty() && !Boolean.TRUE.equals(item.getDelegateAdmin())) {
      errors.add(where + ".accesses: give at least one");
    }
    for (RangerPolicyItemAccess access : item.getAccesses()) {
      if (access.getType() == null || !accessTypes.contains(access.getType())) {
        errors.add(where + ".accesses: " + access.getType() + " is not one of " + accessTypes);
      }
    }
    conditions(where + ".conditions", item.getConditions());
  }

  private void conditions(String where, List<RangerPolicyItemCondition> conditions) {
    if (hasNull(conditions)) {
      errors.add(where + ": has a null in it");
      return;
    }
    for (RangerPolicyItemCondition condition : conditions) {
      String type = condition.getType();
      if (ServiceDefUtil.IMPLICIT_CONDITION_EXPRESSION_NAME.equals(type)) {
        errors.add(where + ": " + type + " needs a script engine, which is not there");
      } else if (ServiceDefUtil.getConditionDef(serviceDef, type) == null) {
        errors.add(where + ": the condition " + type + " does not exist");
      } else if (condition.getValues().isEmpty()
          || condition.getValues().stream().anyMatch(PolicyValidation::isBlank)) {
        errors.add(where + ": the condition " + type + " needs values, none of them empty");
      }
    }
  }

  private void mask(RangerDataMaskPolicyItem item) {
    String type = item.getDataMaskInfo() == null ? null : item.getDataMaskInfo().getDataMaskType();
    Set<String> known =
        serviceDef.getDataMaskDef().getMaskTypes().stream()
            .map(RangerDataMaskTypeDef::getName)
            .collect(Collectors.toSet());
    if (type == null || !known.contains(type)) {
      errors.add("dataMaskPolicyItems: the mask type " + type + " is not one of " + known);
    } else if (RangerPolicy.MASK_TYPE_CUSTOM.equals(type)
        && isBlank(item.getDataMaskInfo().getValueExpr())) {
      errors.add("dataMaskPolicyItems: the mask CUSTOM needs a valueExpr");
    }
  }

  private void rowFilter(RangerRowFilterPolicyItem item) {
    String filter =
        item.getRowFilterInfo() == null ? null : item.getRowFilterInfo().getFilterExpr();
    if (filter == null) {
      errors.add("rowFilterPolicyItems: give a filterExpr, empty to show all rows");
    } else if (filter.contains("${{")) {
      errors.add("rowFilterPolicyItems: ${{...}} needs a script engine, which is not there");
    }
  }

  private static boolean isBlank(@org.jspecify.annotations.Nullable String text) {
    return text == null || text.isBlank();
  }
}
