package io.nyala.spi.fault;

/**
 * Named places where tests make things fail, hang or slow down. Production runs with {@link #NONE},
 * which the JIT removes; a daemon takes an active set only when its site file says so.
 */
@FunctionalInterface
public interface FaultPoints {
  FaultPoints NONE = name -> {};

  /** Called when execution passes the point; may throw, or block until released. */
  void reach(String name);
}
