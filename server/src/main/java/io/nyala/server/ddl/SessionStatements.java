package io.nyala.server.ddl;

import io.nyala.planner.parser.SessionStatement;
import io.nyala.planner.parser.SessionStatement.ResetSettings;
import io.nyala.planner.parser.SessionStatement.SetSetting;
import io.nyala.planner.parser.SessionStatement.ShowSetting;
import io.nyala.planner.parser.SessionStatement.ShowSettings;
import io.nyala.planner.parser.SessionStatement.UseDatabase;
import io.nyala.server.query.CompiledStatement;
import io.nyala.server.query.SessionSetting;
import io.nyala.server.query.SessionSettings;
import java.util.Map;
import java.util.TreeMap;

/** USE, SET and RESET. */
final class SessionStatements {
  private SessionStatements() {}

  static CompiledStatement compile(StatementContext context, SessionStatement statement) {
    if (statement instanceof UseDatabase use) {
      return use(context, use.database().name());
    }
    SessionSettings settings = context.session().settings();
    if (statement instanceof SetSetting set) {
      return CatalogTask.action(() -> settings.set(set.key(), set.value()));
    }
    if (statement instanceof ResetSettings reset) {
      return CatalogTask.action(() -> settings.reset(reset.keys()));
    }
    if (statement instanceof ShowSetting show) {
      return CatalogTask.rows(
          TextRows.schema("set"),
          rows ->
              rows.add(
                  settings
                      .get(show.key())
                      .map(value -> show.key() + "=" + value)
                      .orElse(show.key() + " is undefined")));
    }
    return all(settings, ((ShowSettings) statement).all());
  }

  private static CompiledStatement use(StatementContext context, String database) {
    context.requireDatabase(database);
    return CatalogTask.action(() -> context.session().useDatabase(database));
  }

  private static CompiledStatement all(SessionSettings settings, boolean withDefaults) {
    return CatalogTask.rows(
        TextRows.schema("set"),
        rows -> {
          Map<String, String> shown = new TreeMap<>();
          if (withDefaults) {
            for (SessionSetting setting : SessionSetting.values()) {
              shown.put(setting.key(), setting.defaultValue());
            }
          }
          shown.putAll(settings.changed());
          shown.forEach((key, value) -> rows.add(key + "=" + value));
        });
  }
}
