package io.nyala.planner.authorization;

/**
 * A column behind an expression. An expression's uses count only once the expression itself matters
 * to the result.
 */
public record ColumnUse(TableUse table, String column) {
  public void markUsed() {
    table.used().add(column);
  }
}
