package io.nyala.spi.vector;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.type.PhysicalKind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A column that is decoded when first asked for, so that a filter on another column can spare it.
 * Must be loaded before its source moves on to the next batch, and before it crosses a thread; not
 * thread-safe.
 */
public final class LazyVector implements Vector {
  private final int size;
  private final PhysicalKind kind;
  private @Nullable Supplier<Vector> loader;
  private @Nullable Vector loaded;

  public LazyVector(int size, PhysicalKind kind, Supplier<Vector> loader) {
    this.size = size;
    this.kind = requireNonNull(kind);
    this.loader = requireNonNull(loader);
  }

  /** The decoded vector, never lazy itself. Decodes on the first call. */
  public Vector load() {
    Vector result = loaded;
    if (result == null) {
      result = requireNonNull(loader).get();
      if (result.size() != size || result.kind() != kind || result instanceof LazyVector) {
        throw new IllegalStateException(
            "lazy column of " + size + " " + kind + " loaded as " + result);
      }
      loaded = result;
      loader = null;
    }
    return result;
  }

  public boolean isLoaded() {
    return loaded != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public PhysicalKind kind() {
    return kind;
  }

  @Override
  public boolean mayHaveNulls() {
    return load().mayHaveNulls();
  }

  @Override
  public boolean isNull(int position) {
    return load().isNull(position);
  }

  @Override
  public long retainedBytes() {
    Vector result = loaded;
    return result == null ? 0 : result.retainedBytes();
  }
}
