package io.nyala.planner;

import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.session.QueryConstants;
import java.util.Map;

/**
 * Everything a statement is planned against, pinned. One instance per statement, used by one thread
 * at a time.
 *
 * @param currentDatabase where unqualified names are looked up, lower case
 * @param access on whose behalf access is asked and audited
 * @param constants query id, start time, zone and user, as every part of the query sees them
 * @param settings effective session settings by key; missing keys have their default
 * @param catalog the tables as this statement sees them
 */
public record PlannerContext(
    String currentDatabase,
    AccessContext access,
    QueryConstants constants,
    Map<String, String> settings,
    CatalogSnapshot catalog,
    AccessControl accessControl) {
  public PlannerContext {
    settings = Map.copyOf(settings);
  }

  /** The value of a setting, or what holds without it. */
  public String setting(String key, String defaultValue) {
    return settings.getOrDefault(key, defaultValue);
  }
}
