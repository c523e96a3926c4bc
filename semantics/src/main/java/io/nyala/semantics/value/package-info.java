/**
 * Mutable holders of one value, reused from row to row by interpreter, compiler and kernels, so
 * that no row allocates. Not for plans or literals. Read first: {@link
 * io.nyala.semantics.value.ByteRange}.
 */
@NullMarked
package io.nyala.semantics.value;

import org.jspecify.annotations.NullMarked;
