package io.nyala.spi.catalog;

import io.nyala.spi.type.DataType;

/** A column of the catalog; the name is lower case, the comment may be empty. */
public record Column(String name, DataType type, String comment) {}
