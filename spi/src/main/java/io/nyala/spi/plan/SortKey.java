package io.nyala.spi.plan;

/** One column of an ordering. */
public record SortKey(int column, boolean ascending, boolean nullsFirst) {}
