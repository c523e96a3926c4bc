package io.nyala.planner.grammar.hive;

/** Stands where the generated parser names commons-lang's pair of database and table. */
public final class ImmutablePair<L, R> extends Pair<L, R> {
  private final L left;
  private final R right;

  public ImmutablePair(L left, R right) {
    this.left = left;
    this.right = right;
  }

  @Override
  public L getLeft() {
    return left;
  }

  @Override
  public R getRight() {
    return right;
  }
}
