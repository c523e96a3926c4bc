/**
 * The interpreter of expressions: simple and obviously right, the oracle of compiled code, and what
 * folds constants. Read first: {@link io.nyala.semantics.interpret.Interpreter}.
 */
@NullMarked
package io.nyala.semantics.interpret;

import org.jspecify.annotations.NullMarked;
