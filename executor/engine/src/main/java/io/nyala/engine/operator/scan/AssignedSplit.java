package io.nyala.engine.operator.scan;

import io.nyala.spi.source.Split;

/** A split and how near it is to the executor that got it. */
public record AssignedSplit(Split split, Locality locality) {}
