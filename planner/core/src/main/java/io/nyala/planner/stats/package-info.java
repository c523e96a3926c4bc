/**
 * How many rows, how wide, how many distinct values: estimates from the metastore's statistics.
 * Tables with a row filter or masks give no statistics away: their estimates are fixed numbers, so
 * that neither plan nor EXPLAIN depends on hidden rows. Read {@link
 * io.nyala.planner.stats.Estimator} first.
 */
@NullMarked
package io.nyala.planner.stats;

import org.jspecify.annotations.NullMarked;
