package io.nyala.engine.profile;

/** What is counted per operator. The order is the wire order: append only. */
public enum Counter {
  INPUT_ROWS("input rows"),
  OUTPUT_ROWS("rows"),
  OUTPUT_BYTES("bytes"),
  /** Processor time of worker threads. */
  CPU_NANOS("cpu"),
  /** Time on worker threads. */
  WALL_NANOS("wall"),
  /** Time in which the operator's driver could not go on because of it. */
  BLOCKED_NANOS("blocked"),
  /** Largest reservation; merged by addition over tasks, because they hold it at the same time. */
  PEAK_MEMORY_BYTES("peak memory"),
  SPLITS_NODE_LOCAL("node-local splits"),
  SPLITS_RACK_LOCAL("rack-local splits"),
  SPLITS_OFF_SWITCH("off-switch splits"),
  PHYSICAL_BYTES("physical bytes"),
  ROW_GROUPS("row groups"),
  ROW_GROUPS_SKIPPED("row groups skipped"),
  /** Time in the file system on I/O threads. */
  READ_NANOS("read time");

  private final String label;

  Counter(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
