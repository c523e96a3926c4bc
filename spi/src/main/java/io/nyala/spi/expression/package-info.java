/**
 * Bound expressions as they travel in plans. Evaluation is in {@code semantics}. Read {@link
 * io.nyala.spi.expression.Expression} first.
 */
@NullMarked
package io.nyala.spi.expression;

import org.jspecify.annotations.NullMarked;
