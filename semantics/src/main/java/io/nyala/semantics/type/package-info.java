/**
 * Rules about types: common types, implicit conversions, types of decimal results. No values here.
 * Read first: {@link io.nyala.semantics.type.TypeCoercion}.
 */
@NullMarked
package io.nyala.semantics.type;

import org.jspecify.annotations.NullMarked;
