/**
 * Columns and batches as operators, readers and writers exchange them. No operations on them: those
 * live with operators and kernels. Read {@link io.nyala.spi.vector.Vector} first.
 */
@NullMarked
package io.nyala.spi.vector;

import org.jspecify.annotations.NullMarked;
