package io.nyala.planner.analyzer;

import io.nyala.spi.type.DataType;

/**
 * A column of a result: the label that the client sees, and its type ({@link DataType#VOID} for
 * {@code SELECT NULL}).
 */
public record OutputColumn(String label, DataType type) {}
