package io.nyala.engine.operator.scan;

/**
 * How near an executor is to the data of a split. Ordered from near to far; the ordinal is the wire
 * form.
 */
public enum Locality {
  /** The executor's host holds the block. */
  NODE,
  /** A host on the executor's rack does. */
  RACK,
  /** Neither. */
  OFF_SWITCH
}
