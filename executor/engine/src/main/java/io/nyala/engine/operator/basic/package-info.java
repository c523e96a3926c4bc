/**
 * Operators that only pass, count or list rows. Read {@link
 * io.nyala.engine.operator.basic.LimitOperator} first.
 */
@NullMarked
package io.nyala.engine.operator.basic;

import org.jspecify.annotations.NullMarked;
