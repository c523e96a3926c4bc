package io.nyala.security.admin;

import java.util.List;
import java.util.stream.Stream;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;

/** Whether a policy names a role anywhere. */
final class RoleUse {
  private RoleUse() {}

  static boolean names(RangerPolicy policy, String role) {
    return Stream.<List<? extends RangerPolicyItem>>of(
            policy.getPolicyItems(),
            policy.getDenyPolicyItems(),
            policy.getAllowExceptions(),
            policy.getDenyExceptions(),
            policy.getDataMaskPolicyItems(),
            policy.getRowFilterPolicyItems())
        .flatMap(List::stream)
        .anyMatch(item -> item.getRoles().contains(role));
  }
}
