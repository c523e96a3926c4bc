package io.nyala.engine.operator;

/**
 * Makes the operators of one plan node in one task, one per driver. Holds what they share. Called
 * by one thread.
 */
public interface OperatorFactory {
  /** The plan node that the profile books the operator under. */
  int planNodeId();

  /** For profile and memory errors, such as {@code HashAggregation}. */
  String name();

  Operator create(OperatorContext context);
}
