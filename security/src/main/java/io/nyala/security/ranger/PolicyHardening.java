package io.nyala.security.ranger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerDataMaskPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemCondition;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemDataMaskInfo;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemRowFilterInfo;
import org.apache.ranger.plugin.model.RangerPolicy.RangerRowFilterPolicyItem;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.model.RangerServiceDef.RangerPolicyConditionDef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites policies whose conditions this process cannot evaluate into the stricter reading.
 *
 * <p>Ranger's engine ignores a condition whose definition is missing or whose evaluator class
 * cannot be loaded, and takes a script condition for true when there is no script engine; both let
 * people in. Here such a condition counts as never fulfilled where fulfilment would grant, and as
 * always fulfilled where fulfilment would restrict:
 *
 * <ul>
 *   <li>items that allow, and exceptions from a denial, are removed;
 *   <li>items that deny, and exceptions from an allowance, lose the condition and apply always;
 *   <li>a row filter becomes {@code false}, a mask becomes NULL, both without the condition.
 * </ul>
 */
final class PolicyHardening {
  private static final Logger log = LoggerFactory.getLogger(PolicyHardening.class);

  /**
   * The only evaluator that needs neither a script engine nor external data and does not fall back
   * to "matches" on values it cannot parse.
   */
  static final String IP_EVALUATOR = "org.apache.ranger.plugin.conditionevaluator.RangerIpMatcher";

  private final Set<String> evaluable;

  PolicyHardening(RangerServiceDef serviceDef) {
    this.evaluable = evaluableConditions(serviceDef);
  }

  private static Set<String> evaluableConditions(RangerServiceDef serviceDef) {
    Set<String> names = new HashSet<>();
    for (RangerPolicyConditionDef definition : serviceDef.getPolicyConditions()) {
      if (IP_EVALUATOR.equals(definition.getEvaluator())) {
        names.add(definition.getName());
      }
    }
    return names;
  }

  /** Changes the policy in place. */
  void harden(RangerPolicy policy) {
    PolicyJson.fillAbsentLists(policy);
    boolean unknownOnPolicy = !evaluable(policy.getConditions());
    if (unknownOnPolicy) {
      policy.setConditions(keepEvaluable(policy.getConditions()));
    }
    Predicate<RangerPolicyItem> undecidable =
        item -> unknownOnPolicy || !evaluable(item.getConditions());
    int before = granting(policy);
    policy.setPolicyItems(without(policy.getPolicyItems(), undecidable));
    policy.setDenyExceptions(without(policy.getDenyExceptions(), undecidable));
    policy.setDenyPolicyItems(unconditional(policy.getDenyPolicyItems(), undecidable));
    policy.setAllowExceptions(unconditional(policy.getAllowExceptions(), undecidable));
    policy.setRowFilterPolicyItems(hideRows(policy.getRowFilterPolicyItems(), undecidable));
    policy.setDataMaskPolicyItems(hideValues(policy.getDataMaskPolicyItems(), undecidable));
    if (unknownOnPolicy || granting(policy) != before) {
      log.warn(
          "Policy {} ({}) has a condition that cannot be evaluated here; what it grants is withheld"
              + " and what it restricts applies always",
          policy.getId(),
          policy.getName());
    }
  }

  private static int granting(RangerPolicy policy) {
    return policy.getPolicyItems().size() + policy.getDenyExceptions().size();
  }

  private boolean evaluable(List<RangerPolicyItemCondition> conditions) {
    return conditions.stream().allMatch(this::evaluable);
  }

  private boolean evaluable(RangerPolicyItemCondition condition) {
    // An empty value list makes Ranger's matchers accept everyone.
    return evaluable.contains(condition.getType())
        && !condition.getValues().isEmpty()
        && condition.getValues().stream().noneMatch(String::isBlank);
  }

  private List<RangerPolicyItemCondition> keepEvaluable(
      List<RangerPolicyItemCondition> conditions) {
    List<RangerPolicyItemCondition> kept = new ArrayList<>(conditions);
    kept.removeIf(condition -> !evaluable(condition));
    return kept;
  }

  private static List<RangerPolicyItem> without(
      List<RangerPolicyItem> items, Predicate<RangerPolicyItem> undecidable) {
    List<RangerPolicyItem> kept = new ArrayList<>(items);
    kept.removeIf(undecidable);
    return kept;
  }

  private List<RangerPolicyItem> unconditional(
      List<RangerPolicyItem> items, Predicate<RangerPolicyItem> undecidable) {
    for (RangerPolicyItem item : items) {
      if (undecidable.test(item)) {
        item.setConditions(new ArrayList<>());
      }
    }
    return new ArrayList<>(items);
  }

  private static List<RangerRowFilterPolicyItem> hideRows(
      List<RangerRowFilterPolicyItem> items, Predicate<RangerPolicyItem> undecidable) {
    for (RangerRowFilterPolicyItem item : items) {
      if (undecidable.test(item)) {
        item.setConditions(new ArrayList<>());
        item.setRowFilterInfo(new RangerPolicyItemRowFilterInfo("false"));
      }
    }
    return new ArrayList<>(items);
  }

  private static List<RangerDataMaskPolicyItem> hideValues(
      List<RangerDataMaskPolicyItem> items, Predicate<RangerPolicyItem> undecidable) {
    for (RangerDataMaskPolicyItem item : items) {
      if (undecidable.test(item)) {
        item.setConditions(new ArrayList<>());
        item.setDataMaskInfo(
            new RangerPolicyItemDataMaskInfo(RangerPolicy.MASK_TYPE_NULL, null, null));
      }
    }
    return new ArrayList<>(items);
  }
}
