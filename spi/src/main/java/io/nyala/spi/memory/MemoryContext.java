package io.nyala.spi.memory;

/**
 * An account in the tree process → pool → query → operator. Bytes are reserved before they are
 * allocated. Thread-safe.
 */
public interface MemoryContext extends AutoCloseable {
  /**
   * Reserves bytes here and in every account above.
   *
   * @throws io.nyala.spi.error.NyalaException MEMORY_LIMIT naming the account, the limit and the
   *     request; nothing is reserved then
   */
  void reserve(long bytes);

  /** Reserves if the limits allow it. */
  boolean tryReserve(long bytes);

  /** Gives back bytes reserved here. */
  void release(long bytes);

  /** Makes the reservation exactly {@code bytes}: reserves or releases the difference. */
  void set(long bytes);

  long reservedBytes();

  MemoryContext child(String name);

  /** Releases all that is still reserved here and below. Idempotent. */
  @Override
  void close();
}
