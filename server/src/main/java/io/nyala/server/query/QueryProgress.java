package io.nyala.server.query;

import java.util.List;

/** How far a running query is. */
public record QueryProgress(List<Stage> stages) {
  public QueryProgress {
    stages = List.copyOf(stages);
  }

  /** 0 to 1 over all stages. */
  public double fraction() {
    long total = 0;
    long completed = 0;
    for (Stage stage : stages) {
      total += stage.total();
      completed += stage.completed();
    }
    return total == 0 ? 0 : (double) completed / total;
  }

  /**
   * One fragment as a row of the progress bar; units are splits, or tasks for fragments without
   * scans.
   *
   * @param state as Hive prints it: {@code INITED}, {@code RUNNING}, {@code SUCCEEDED}, {@code
   *     FAILED}, {@code KILLED}
   */
  public record Stage(
      String name, String state, long total, long completed, long running, long failed) {}
}
