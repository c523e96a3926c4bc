package io.nyala.spi.source;

/**
 * Counters of one source so far. A snapshot; sums over sources are meaningful.
 *
 * @param physicalBytes bytes read from the file system
 * @param rows rows produced
 * @param rowGroups row groups (or splits, for formats without them) considered
 * @param rowGroupsSkipped of these, skipped by statistics
 * @param readNanos time spent in the file system, on I/O threads
 */
public record SourceStatistics(
    long physicalBytes, long rows, long rowGroups, long rowGroupsSkipped, long readNanos) {
  public static final SourceStatistics NONE = new SourceStatistics(0, 0, 0, 0, 0);
}
