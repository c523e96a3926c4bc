package io.nyala.semantics.compile;

/**
 * Where generated code finds the value of a node.
 *
 * @param isNull a boolean expression without side effects, {@code false} if the value is never NULL
 * @param value a local, a field or a simple expression; arbitrary if the value is NULL
 */
record GeneratedValue(String isNull, String value) {
  boolean mayBeNull() {
    return !isNull.equals("false");
  }
}
