package io.nyala.spi.plan;

/** A part of a plan that runs without a data exchange inside. */
public record PlanFragment(
    int id, PlanNode root, Distribution distribution, OutputRouting output) {}
