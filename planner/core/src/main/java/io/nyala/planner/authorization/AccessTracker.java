package io.nyala.planner.authorization;

import io.nyala.planner.PlannerContext;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.security.TablePolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The accesses of one statement. A statement is analysed twice: the first pass finds which columns
 * each table reference needs, then {@link #require()} asks for them, and the second pass builds
 * scans of just these columns. References are recognised by a key that depends only on their place
 * in the statement.
 */
public final class AccessTracker {
  private final PlannerContext context;
  private final Map<String, TableUse> uses = new LinkedHashMap<>();
  private final Map<String, TableUse> firstPass;
  private final Map<TableName, TablePolicy> policies;
  private final Set<AccessRequest> others = new LinkedHashSet<>();

  private AccessTracker(
      PlannerContext context,
      Map<String, TableUse> firstPass,
      Map<TableName, TablePolicy> policies) {
    this.context = context;
    this.firstPass = firstPass;
    this.policies = policies;
  }

  /** For the first pass. */
  public static AccessTracker create(PlannerContext context) {
    return new AccessTracker(context, Map.of(), new HashMap<>());
  }

  /** For the second pass, after {@link #require()}; policies stay those of the first. */
  public AccessTracker secondPass() {
    return new AccessTracker(context, uses, policies);
  }

  /**
   * Demands that the user may know the table at all. Called on the name, before the catalog is
   * asked, so that a forbidden name answers the same whether it exists or not.
   */
  public void requireVisible(TableName name, Rights rights) {
    if (rights != Rights.USER) {
      return;
    }
    TableObject object = new TableObject(name.database(), name.table());
    if (!context.accessControl().isVisible(context.access(), object)) {
      context
          .accessControl()
          .require(context.access(), List.of(new AccessRequest(AccessAction.SELECT, object)));
    }
  }

  /**
   * Demands that the user may know the column. Called when a column is not found, so that the
   * answer does not tell a forbidden column from a missing one.
   */
  public void requireVisibleColumn(TableUse use, String column) {
    if (use.rights() != Rights.USER) {
      return;
    }
    ColumnObject object = new ColumnObject(use.table().database(), use.table().table(), column);
    if (!context.accessControl().isVisible(context.access(), object)) {
      context
          .accessControl()
          .require(context.access(), List.of(new AccessRequest(AccessAction.SELECT, object)));
    }
  }

  /** Which of a table's columns an error text may name to the user. */
  public boolean isVisible(TableUse use, String column) {
    return use.rights() != Rights.USER
        || context
            .accessControl()
            .isVisible(
                context.access(),
                new ColumnObject(use.table().database(), use.table().table(), column));
  }

  /** Which of these tables an error text may name to the user. */
  public List<String> visibleTables(String database, List<String> tables) {
    List<TableObject> objects =
        tables.stream().map(table -> new TableObject(database, table)).toList();
    return context.accessControl().visible(context.access(), objects).stream()
        .map(TableObject::table)
        .toList();
  }

  /** Registers a reference. */
  public TableUse use(String key, TableSnapshot table, Rights rights) {
    TableUse use = new TableUse(table.name(), table.isView(), rights);
    if (uses.put(key, use) != null) {
      throw new IllegalStateException("two table references with key " + key);
    }
    return use;
  }

  /** What the first pass found out about the reference; empty in the first pass itself. */
  public Optional<TableUse> known(String key) {
    return Optional.ofNullable(firstPass.get(key));
  }

  /** The policy that holds for a table throughout the statement. */
  public TablePolicy policy(TableSnapshot table) {
    return policies.computeIfAbsent(
        table.name(),
        name ->
            context
                .accessControl()
                .tablePolicy(
                    context.access(),
                    name.database(),
                    name.table(),
                    table.allColumns().stream().map(Column::name).toList()));
  }

  /** Adds a privilege other than reading, for example on the target of an INSERT. */
  public void demand(AccessAction action, SecurableObject object) {
    others.add(new AccessRequest(action, object));
  }

  /**
   * Asks for every column that the text has named so far, whether it matters to the result or not.
   * Called before an error text that might speak of them.
   */
  public void requireReferenced() {
    uses.values().forEach(use -> use.used().addAll(use.referenced()));
    require();
  }

  /**
   * Asks for everything that was collected, in one call, so that it is decided at one policy
   * version.
   */
  public void require() {
    Set<AccessRequest> requests = new LinkedHashSet<>();
    Map<TableName, Set<String>> columns = new LinkedHashMap<>();
    for (TableUse use : uses.values()) {
      if (use.rights() == Rights.USER) {
        columns.computeIfAbsent(use.table(), name -> new TreeSet<>()).addAll(use.used());
      }
    }
    columns.forEach(
        (table, names) -> {
          if (names.isEmpty()) {
            requests.add(
                new AccessRequest(
                    AccessAction.SELECT, new TableObject(table.database(), table.table())));
          }
          for (String name : names) {
            requests.add(
                new AccessRequest(
                    AccessAction.SELECT, new ColumnObject(table.database(), table.table(), name)));
          }
        });
    requests.addAll(others);
    if (!requests.isEmpty()) {
      context.accessControl().require(context.access(), requests);
    }
  }

  /** All references, in the order of the text. */
  public Collection<TableUse> uses() {
    return new ArrayList<>(uses.values());
  }
}
