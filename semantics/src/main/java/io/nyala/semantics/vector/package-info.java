/**
 * Reading, building and selecting vectors where speed per value is not the point, and literals as
 * vectors. Read first: {@link io.nyala.semantics.vector.VectorView}.
 */
@NullMarked
package io.nyala.semantics.vector;

import org.jspecify.annotations.NullMarked;
