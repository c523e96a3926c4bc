/**
 * SQL types and how their values lie in vectors. What values mean is the business of {@code
 * semantics}. Read {@link io.nyala.spi.type.DataType} first.
 */
@NullMarked
package io.nyala.spi.type;

import org.jspecify.annotations.NullMarked;
