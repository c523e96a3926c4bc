package io.nyala.security.ranger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.util.ServiceDefUtil;

/** How Ranger's model travels and rests as JSON: dates are epoch milliseconds, nulls are absent. */
public final class PolicyJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private PolicyJson() {}

  /** Thread-safe; do not reconfigure. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * Ranger's own hive service definition (id 3) with the definitions of the conditions that can be
   * evaluated here ({@code ip-range}) and of {@code _expression}, so that the latter is known, if
   * only to be refused.
   */
  public static RangerServiceDef hiveServiceDef() {
    try (InputStream in =
        RangerServiceDef.class.getResourceAsStream("/service-defs/ranger-servicedef-hive.json")) {
      if (in == null) {
        throw new IllegalStateException("ranger-plugins-common has no hive service definition");
      }
      return withConditions(MAPPER.readValue(in, RangerServiceDef.class));
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read Ranger's hive service definition", e);
    }
  }

  /** Ranger's model leaves some lists null where others are empty; here none is null. */
  public static void fillAbsentLists(RangerPolicy policy) {
    if (policy.getConditions() == null) {
      policy.setConditions(new ArrayList<>());
    }
    if (policy.getAdditionalResources() == null) {
      policy.setAdditionalResources(new ArrayList<>());
    }
  }

  private static RangerServiceDef withConditions(RangerServiceDef definition) {
    var ip = new RangerServiceDef.RangerPolicyConditionDef();
    ip.setItemId(1L);
    ip.setName("ip-range");
    ip.setEvaluator(PolicyHardening.IP_EVALUATOR);
    ip.setLabel("IP address range");
    ip.setDescription("The client's address, with * as trailing wildcard");
    var conditions =
        new ArrayList<RangerServiceDef.RangerPolicyConditionDef>(definition.getPolicyConditions());
    conditions.add(ip);
    conditions.add(ServiceDefUtil.createImplicitExpressionConditionDef(2L));
    definition.setPolicyConditions(conditions);
    definition.setIsEnabled(true);
    if (definition.getVersion() == null) {
      definition.setVersion(1L);
    }
    return definition;
  }
}
