package io.nyala.storage;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import java.util.ArrayList;
import java.util.List;

/** An account with a limit. */
public final class TestMemory implements MemoryContext {
  private final TestMemory parent;
  private final long limit;
  private final List<TestMemory> children = new ArrayList<>();
  private long reserved;
  private long peak;

  public TestMemory(long limit) {
    this(null, limit);
  }

  private TestMemory(TestMemory parent, long limit) {
    this.parent = parent;
    this.limit = limit;
  }

  public synchronized long peak() {
    return peak;
  }

  @Override
  public void reserve(long bytes) {
    if (!tryReserve(bytes)) {
      throw new NyalaException(ErrorCode.MEMORY_LIMIT, "limit " + limit);
    }
  }

  @Override
  public synchronized boolean tryReserve(long bytes) {
    if (bytes > limit - reserved || (parent != null && !parent.tryReserve(bytes))) {
      return false;
    }
    reserved += bytes;
    peak = Math.max(peak, reserved);
    return true;
  }

  @Override
  public synchronized void release(long bytes) {
    reserved -= bytes;
    if (parent != null) {
      parent.release(bytes);
    }
  }

  @Override
  public synchronized void set(long bytes) {
    if (bytes > reserved) {
      reserve(bytes - reserved);
    } else {
      release(reserved - bytes);
    }
  }

  @Override
  public synchronized long reservedBytes() {
    return reserved;
  }

  @Override
  public synchronized MemoryContext child(String name) {
    TestMemory child = new TestMemory(this, Long.MAX_VALUE);
    children.add(child);
    return child;
  }

  @Override
  public synchronized void close() {
    children.forEach(TestMemory::close);
    release(reserved);
  }
}
