/**
 * Sorting, top-N and merging of sorted streams. Read {@link io.nyala.engine.operator.sort.RowOrder}
 * first.
 */
@NullMarked
package io.nyala.engine.operator.sort;

import org.jspecify.annotations.NullMarked;
