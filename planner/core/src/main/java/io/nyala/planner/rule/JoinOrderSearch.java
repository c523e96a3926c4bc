package io.nyala.planner.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest binary tree over the inputs of a join graph: dynamic programming over all subsets up
 * to a limit, above it greedily the pair with the smallest result. Cross products only where
 * nothing connects.
 */
final class JoinOrderSearch {
  /** What a row costs to hash and keep, compared with looking it up. */
  private static final double BUILD_WEIGHT = 2.5;

  private static final double BYTES_PER_UNIT = 40;
  private static final double CROSS_PENALTY = 10;

  private final JoinGraph graph;
  private final int executors;

  JoinOrderSearch(JoinGraph graph, int executors) {
    this.graph = graph;
    this.executors = executors;
  }

  /** A leaf has no children. */
  record Tree(long set, double cost, @Nullable Tree left, @Nullable Tree right) {
    int leaf() {
      return Long.numberOfTrailingZeros(set);
    }
  }

  Tree search(int exhaustiveLimit) {
    return graph.size() <= exhaustiveLimit ? exhaustive() : greedy();
  }

  private Tree exhaustive() {
    int count = graph.size();
    Tree[] best = new Tree[1 << count];
    for (int leaf = 0; leaf < count; leaf++) {
      best[1 << leaf] = new Tree(1L << leaf, 0, null, null);
    }
    for (int set = 1; set < best.length; set++) {
      if (best[set] == null) {
        best[set] = bestSplit(best, set, false);
        if (best[set] == null) {
          best[set] = bestSplit(best, set, true);
        }
      }
    }
    Tree result = best[best.length - 1];
    if (result == null) {
      throw new IllegalStateException("every set of inputs has a tree");
    }
    return result;
  }

  private @Nullable Tree bestSplit(Tree[] best, int set, boolean cross) {
    Tree cheapest = null;
    int lowest = Integer.lowestOneBit(set);
    for (int part = (set - 1) & set; part > 0; part = (part - 1) & set) {
      if ((part & lowest) == 0) {
        continue;
      }
      Tree left = best[part];
      Tree right = best[set ^ part];
      if (left == null || right == null) {
        continue;
      }
      if (!cross && !graph.connected(part, set ^ part)) {
        continue;
      }
      Tree joined = join(left, right, cross && !graph.connected(part, set ^ part));
      if (cheapest == null || joined.cost() < cheapest.cost()) {
        cheapest = joined;
      }
    }
    return cheapest;
  }

  private Tree greedy() {
    List<Tree> forest = new ArrayList<>();
    for (int leaf = 0; leaf < graph.size(); leaf++) {
      forest.add(new Tree(1L << leaf, 0, null, null));
    }
    while (forest.size() > 1) {
      int bestA = -1;
      int bestB = -1;
      double bestRows = Double.MAX_VALUE;
      boolean bestConnected = false;
      for (int a = 0; a < forest.size(); a++) {
        for (int b = a + 1; b < forest.size(); b++) {
          boolean connected = graph.connected(forest.get(a).set(), forest.get(b).set());
          double rows = graph.rows(forest.get(a).set() | forest.get(b).set());
          if ((connected && !bestConnected) || (connected == bestConnected && rows < bestRows)) {
            bestA = a;
            bestB = b;
            bestRows = rows;
            bestConnected = connected;
          }
        }
      }
      Tree right = forest.remove(bestB);
      Tree left = forest.remove(bestA);
      forest.add(join(left, right, !bestConnected));
    }
    return forest.get(0);
  }

  private Tree join(Tree left, Tree right, boolean cross) {
    long set = left.set() | right.set();
    double leftBytes = graph.bytes(left.set());
    double rightBytes = graph.bytes(right.set());
    boolean buildLeft = leftBytes < rightBytes;
    Tree build = buildLeft ? left : right;
    Tree probe = buildLeft ? right : left;
    double buildBytes = Math.min(leftBytes, rightBytes);
    double network = Math.min(buildBytes * executors, leftBytes + rightBytes);
    double own =
        graph.rows(build.set()) * BUILD_WEIGHT
            + graph.rows(probe.set())
            + graph.rows(set)
            + network / BYTES_PER_UNIT;
    double cost = left.cost() + right.cost() + (cross ? own * CROSS_PENALTY : own);
    return new Tree(set, cost, probe, build);
  }
}
