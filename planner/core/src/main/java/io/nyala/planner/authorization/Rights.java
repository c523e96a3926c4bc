package io.nyala.planner.authorization;

/** In whose name a part of a query reads tables. */
public enum Rights {
  /** The user's own text: every table and column is asked for, row filters and masks apply. */
  USER,
  /**
   * Below a view that the user may read: nothing is asked, but the user's row filters and masks
   * apply.
   */
  VIEW,
  /** Inside a row filter or mask: nothing is asked, tables are read as stored. */
  POLICY
}
