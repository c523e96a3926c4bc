package io.nyala.planner.authorization;

import io.nyala.spi.catalog.TableName;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One reference to a table or view in a statement, and which of its columns matter. Filled during
 * one analysis.
 */
public final class TableUse {
  private final TableName table;
  private final boolean view;
  private final Rights rights;
  private final Set<String> referenced = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> policyColumns = new LinkedHashSet<>();

  TableUse(TableName table, boolean view, Rights rights) {
    this.table = table;
    this.view = view;
    this.rights = rights;
  }

  /** What the texts of a policy read of the table that they protect; asked of nobody. */
  public static TableUse ofPolicy(TableName table) {
    return new TableUse(table, false, Rights.POLICY);
  }

  public TableName table() {
    return table;
  }

  public boolean isView() {
    return view;
  }

  public Rights rights() {
    return rights;
  }

  /** Columns that the text names anywhere: what the scan below produces. */
  public Set<String> referenced() {
    return referenced;
  }

  /** Columns that reach the result or decide over it: what the user needs privileges on. */
  public Set<String> used() {
    return used;
  }

  /** Columns that the row filter and the masks read. */
  public Set<String> policyColumns() {
    return policyColumns;
  }
}
