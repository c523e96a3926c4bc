/**
 * The code of the functions: static methods over primitives and holders, in the form that {@link
 * io.nyala.semantics.function.Kernel} describes. No types, no planning, no allocation per row. Read
 * first: {@link io.nyala.semantics.kernel.NumberKernels}.
 */
@NullMarked
package io.nyala.semantics.kernel;

import org.jspecify.annotations.NullMarked;
