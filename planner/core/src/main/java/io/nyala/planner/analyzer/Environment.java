package io.nyala.planner.analyzer;

import io.nyala.planner.PlannerContext;
import io.nyala.planner.authorization.AccessTracker;
import io.nyala.planner.authorization.Rights;
import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.Query.CommonTable;
import io.nyala.planner.parser.StatementParser;
import io.nyala.semantics.function.FunctionRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.plan.RelOptCluster;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the analysis of a query: services, in whose name it reads, and which common tables
 * it sees. Immutable but for the counter of table references.
 */
final class Environment {
  private final Services services;
  private final Rights rights;
  private final String database;
  private final Map<String, CommonQuery> commonTables;
  private final ReferencePath path;
  private final int viewDepth;
  private final @Nullable TextRewrites rewrites;

  /** The same for the whole statement. */
  record Services(
      PlannerContext context,
      StatementParser parser,
      FunctionRegistry functions,
      RelOptCluster cluster,
      AccessTracker accesses) {}

  /** A common table and the environment that its query sees. */
  record CommonQuery(CommonTable table, Environment environment) {}

  /** Numbers the table references of one text; the texts of policies have paths of their own. */
  private static final class ReferencePath {
    private final String prefix;
    private int next;

    ReferencePath(String prefix) {
      this.prefix = prefix;
    }

    String next() {
      return prefix + next++;
    }
  }

  private Environment(
      Services services,
      Rights rights,
      String database,
      Map<String, CommonQuery> commonTables,
      ReferencePath path,
      int viewDepth,
      @Nullable TextRewrites rewrites) {
    this.services = services;
    this.rights = rights;
    this.database = database;
    this.commonTables = Map.copyOf(commonTables);
    this.path = path;
    this.viewDepth = viewDepth;
    this.rewrites = rewrites;
  }

  static Environment create(Services services) {
    return new Environment(
        services,
        Rights.USER,
        services.context().currentDatabase(),
        Map.of(),
        new ReferencePath("t"),
        0,
        null);
  }

  /** For the query of a view: its own database, no common tables of the outside. */
  Environment forView(String viewDatabase) {
    Rights below = rights == Rights.USER ? Rights.VIEW : rights;
    return new Environment(services, below, viewDatabase, Map.of(), path, viewDepth + 1, null);
  }

  /**
   * For a row filter or mask.
   *
   * @param key of the table reference that the policy protects
   * @param part which text of the policy
   */
  Environment forPolicy(String tableDatabase, String key, String part) {
    return new Environment(
        services,
        Rights.POLICY,
        tableDatabase,
        Map.of(),
        new ReferencePath(key + "/" + part + "/"),
        viewDepth,
        null);
  }

  Environment with(CommonTable table) {
    Map<String, CommonQuery> more = new HashMap<>(commonTables);
    more.put(table.name().name(), new CommonQuery(table, this));
    return new Environment(services, rights, database, more, path, viewDepth, rewrites);
  }

  /**
   * The same, noting how the text would read with full names; only in the text itself, not below
   * views and policies.
   */
  Environment recording(TextRewrites newRewrites) {
    return new Environment(services, rights, database, commonTables, path, viewDepth, newRewrites);
  }

  /** Notes a replacement in the text of a view that is being created. */
  void rewriteText(Location location, String text) {
    if (rewrites != null) {
      rewrites.replace(location, text);
    }
  }

  PlannerContext context() {
    return services.context();
  }

  StatementParser parser() {
    return services.parser();
  }

  FunctionRegistry functions() {
    return services.functions();
  }

  RelOptCluster cluster() {
    return services.cluster();
  }

  HiveRexBuilder rexBuilder() {
    return RelClusters.rexBuilder(services.cluster());
  }

  AccessTracker accesses() {
    return services.accesses();
  }

  Rights rights() {
    return rights;
  }

  String database() {
    return database;
  }

  int viewDepth() {
    return viewDepth;
  }

  Optional<CommonQuery> commonTable(String name) {
    @Nullable CommonQuery found = commonTables.get(name);
    return Optional.ofNullable(found);
  }

  String nextReference() {
    return path.next();
  }
}
