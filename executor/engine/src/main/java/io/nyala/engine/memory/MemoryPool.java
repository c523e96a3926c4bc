package io.nyala.engine.memory;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One account. A reservation is made here and in every account above or nowhere; the first account
 * without room names itself in the error. Thread-safe.
 */
public final class MemoryPool implements MemoryContext {
  private final String name;
  private final @Nullable MemoryPool parent;
  private final long limit;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong own = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<MemoryPool> children = ConcurrentHashMap.newKeySet();

  private MemoryPool(String name, @Nullable MemoryPool parent, long limit) {
    this.name = name;
    this.parent = parent;
    this.limit = limit;
  }

  /** The account of the process. */
  public static MemoryPool root(String name, long limit) {
    return new MemoryPool(name, null, limit);
  }

  /** An account below with a limit of its own. */
  public MemoryPool child(String childName, long childLimit) {
    MemoryPool child = new MemoryPool(childName, this, childLimit);
    children.add(child);
    return child;
  }

  @Override
  public MemoryPool child(String childName) {
    return child(childName, Long.MAX_VALUE);
  }

  @Override
  public void reserve(long bytes) {
    MemoryPool full = grow(bytes);
    if (full != null) {
      throw new NyalaException(
          ErrorCode.MEMORY_LIMIT,
          name
              + " asked for "
              + bytes
              + " bytes more, but "
              + full.name
              + " holds "
              + full.reserved.get()
              + " of its limit of "
              + full.limit
              + " bytes. Read fewer rows or columns, or raise the limit.");
    }
  }

  @Override
  public boolean tryReserve(long bytes) {
    return grow(bytes) == null;
  }

  /** Null on success, else the account without room. */
  private @Nullable MemoryPool grow(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative reservation: " + bytes);
    }
    if (closed.get()) {
      throw new NyalaException(
          ErrorCode.CANCELED, "The memory of " + name + " was released already.");
    }
    own.addAndGet(bytes);
    for (MemoryPool pool = this; pool != null; pool = pool.parent) {
      long now = pool.reserved.addAndGet(bytes);
      if (now > pool.limit) {
        MemoryPool full = pool;
        for (MemoryPool undo = this; undo != null; undo = undo == full ? null : undo.parent) {
          undo.reserved.addAndGet(-bytes);
        }
        own.addAndGet(-bytes);
        return full;
      }
      pool.peak.accumulateAndGet(now, Math::max);
    }
    return null;
  }

  @Override
  public void release(long bytes) {
    if (bytes < 0 || own.addAndGet(-bytes) < 0) {
      own.addAndGet(bytes);
      throw new IllegalStateException(name + " releases " + bytes + " bytes that it does not hold");
    }
    for (MemoryPool pool = this; pool != null; pool = pool.parent) {
      pool.reserved.addAndGet(-bytes);
    }
  }

  @Override
  public void set(long bytes) {
    long held = own.get();
    if (bytes > held) {
      reserve(bytes - held);
    } else if (bytes < held) {
      release(held - bytes);
    }
  }

  @Override
  public long reservedBytes() {
    return reserved.get();
  }

  /** The most that was ever reserved here and below at once. */
  public long peakBytes() {
    return peak.get();
  }

  public long limit() {
    return limit;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (MemoryPool child : children) {
      child.close();
    }
    long held = own.getAndSet(0);
    for (MemoryPool pool = this; pool != null; pool = pool.parent) {
      pool.reserved.addAndGet(-held);
    }
    if (parent != null) {
      parent.children.remove(this);
    }
  }
}
