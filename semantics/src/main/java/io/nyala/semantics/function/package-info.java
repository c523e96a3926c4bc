/**
 * The function registry: names, overloads, documentation, properties, and the kernel behind each
 * overload. The functions themselves are listed in {@code io.nyala.semantics.builtin} and written
 * in {@code io.nyala.semantics.kernel}. Read first: {@link
 * io.nyala.semantics.function.FunctionRegistry}.
 */
@NullMarked
package io.nyala.semantics.function;

import org.jspecify.annotations.NullMarked;
