/**
 * Filters and projections over batches: compiled to loops over primitive arrays, or interpreted
 * where a form cannot be compiled. Read first: {@link
 * io.nyala.semantics.compile.ExpressionCompiler}.
 */
@NullMarked
package io.nyala.semantics.compile;

import org.jspecify.annotations.NullMarked;
