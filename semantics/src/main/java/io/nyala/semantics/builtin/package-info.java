/**
 * The list of built-in functions: a table entry per function with types, documentation, properties
 * and kernel. A new function is an entry here and a method in {@code io.nyala.semantics.kernel}.
 * Read first: {@link io.nyala.semantics.builtin.BuiltInFunctions}.
 */
@NullMarked
package io.nyala.semantics.builtin;

import org.jspecify.annotations.NullMarked;
