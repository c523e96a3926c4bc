package io.nyala.semantics.value;

/** How a kernel says that its result is NULL. The caller clears it before each call. */
public final class NullFlag {
  public boolean isNull;
}
