package io.nyala.spi.source;

import io.nyala.spi.type.DataType;

/**
 * A column that a scan produces.
 *
 * @param ordinal position among the table's stored columns, or, if {@code partitionKey}, among its
 *     partition columns
 */
public record ScanColumn(String name, DataType type, boolean partitionKey, int ordinal) {}
