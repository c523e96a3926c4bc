package io.nyala.spi.error;

/** Whose move it is after an error. */
public enum ErrorKind {
  /** The statement or a setting is wrong. */
  USER,
  /** A policy or an authentication says no. */
  ACCESS,
  /** A limit was met: memory, time, queue. */
  RESOURCE,
  /** HDFS, the metastore, ZooKeeper or an executor did not answer as it should. */
  EXTERNAL,
  /** A defect of ours. */
  INTERNAL
}
