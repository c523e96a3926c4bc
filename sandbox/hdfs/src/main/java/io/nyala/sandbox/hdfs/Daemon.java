package io.nyala.sandbox.hdfs;

/**
 * A running role. Started by its factory method; {@link #stop} is called once, from the control
 * thread or the shutdown hook.
 */
interface Daemon {
  /** Ends the role's threads and closes its ports. */
  void stop() throws Exception;

  /** One word for the status page: {@code active}, {@code standby} or {@code running}. */
  default String state() {
    return "running";
  }
}
