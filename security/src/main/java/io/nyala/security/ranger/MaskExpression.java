package io.nyala.security.ranger;

import java.util.Optional;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerServiceDef.RangerDataMaskTypeDef;
import org.apache.ranger.plugin.policyengine.RangerAccessResult;

/** From a mask decision to the HiveQL expression that stands for the column. */
final class MaskExpression {
  private static final String COLUMN_MACRO = "{col}";

  private MaskExpression() {}

  /** Empty if the column is shown as it is. A mask that says nothing hides the value. */
  static Optional<String> of(RangerAccessResult result, String column) {
    if (!result.isMaskEnabled()) {
      return Optional.empty();
    }
    String template = template(result);
    return Optional.of(template == null ? "NULL" : template.replace(COLUMN_MACRO, quoted(column)));
  }

  private static @org.jspecify.annotations.Nullable String template(RangerAccessResult result) {
    String type = result.getMaskType();
    String template = null;
    if (RangerPolicy.MASK_TYPE_CUSTOM.equalsIgnoreCase(type)) {
      template = result.getMaskedValue();
    } else if (!RangerPolicy.MASK_TYPE_NULL.equalsIgnoreCase(type)) {
      RangerDataMaskTypeDef definition = result.getMaskTypeDef();
      template = definition == null ? null : definition.getTransformer();
    }
    return template == null || template.isBlank() ? null : template;
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
