package io.nyala.storage.metastore;

import io.nyala.spi.catalog.ColumnStatistics;

/**
 * Statistics of one column as ANALYZE computed them.
 *
 * @param maxLength longest value in bytes, for character and binary columns
 * @param trues number of TRUE, for BOOLEAN columns
 * @param falses number of FALSE, for BOOLEAN columns
 */
public record ComputedColumn(
    String name, ColumnStatistics statistics, long maxLength, long trues, long falses) {}
