package io.nyala.semantics.compile;

import io.nyala.spi.expression.Expression;
import java.util.Optional;

/** One output column; columns and literals need no evaluator. */
record Projection(Expression expression, Optional<ExpressionEvaluator> evaluator) {}
