package io.nyala.planner.analyzer;

import io.nyala.planner.PlannerContext;
import io.nyala.planner.parser.SqlExpression;
import java.util.Optional;

/**
 * Functions whose value the session fixes; they become literals, so no executor needs to know the
 * session.
 */
final class SessionFunctions {
  private SessionFunctions() {}

  /** The value of the call, empty if it is another function. */
  static Optional<String> value(SqlExpression.Call call, PlannerContext context) {
    if (!call.arguments().isEmpty()) {
      return Optional.empty();
    }
    return switch (call.name()) {
      case "current_database" -> Optional.of(context.currentDatabase());
      case "current_user", "logged_in_user" -> Optional.of(context.access().identity().user());
      case "version" -> Optional.of("4.0.1 (Nyala)");
      default -> Optional.empty();
    };
  }
}
