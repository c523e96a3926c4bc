package io.nyala.spi.plan;

/** On how many tasks a fragment runs. */
public enum Distribution {
  /**
   * One task on every executor that got splits. All table scans of the fragment share the tasks.
   */
  SOURCE,
  /** One task on every executor; the inputs come by hash, bucket, round robin or broadcast. */
  HASH,
  /** One task. */
  SINGLE
}
