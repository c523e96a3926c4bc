package io.nyala.spi.source;

/** Opens readers. Thread-safe; opening does no I/O on the caller's thread. */
@FunctionalInterface
public interface BatchSourceFactory {
  BatchSource open(ScanSpec scan, Split split, SourceContext context);
}
