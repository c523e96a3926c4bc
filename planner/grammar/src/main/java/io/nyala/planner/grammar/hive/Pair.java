package io.nyala.planner.grammar.hive;

/** Stands where the generated parser names commons-lang's pair of database and table. */
public abstract class Pair<L, R> {
  public abstract L getLeft();

  public abstract R getRight();
}
