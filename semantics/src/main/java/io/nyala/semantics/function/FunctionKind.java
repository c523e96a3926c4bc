package io.nyala.semantics.function;

/** What a function computes over. */
public enum FunctionKind {
  /** One row in, one value out; operators are scalar functions too. */
  SCALAR,
  /** Many rows in, one value out. */
  AGGREGATE
}
