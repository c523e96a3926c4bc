/**
 * Expressions of operators as semantics computes them: compiled, or interpreted by configuration.
 * Read {@link io.nyala.engine.codegen.SemanticExpressions} first.
 */
@NullMarked
package io.nyala.engine.codegen;

import org.jspecify.annotations.NullMarked;
