package io.nyala.engine.coordinator;

/** How far a fragment is, summed over its tasks. */
public record FragmentProgress(
    int fragment, int tasksDone, int tasksTotal, int splitsDone, int splitsTotal) {
  FragmentProgress plus(FragmentProgress other) {
    return new FragmentProgress(
        fragment,
        tasksDone + other.tasksDone,
        tasksTotal + other.tasksTotal,
        splitsDone + other.splitsDone,
        splitsTotal + other.splitsTotal);
  }
}
