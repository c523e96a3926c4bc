/**
 * Operators over batches, one sub-package per family; pipelines run them, plans do not reach in
 * here except through the factories that {@code io.nyala.engine.task} makes from plan nodes. Read
 * {@link io.nyala.engine.operator.Operator} first.
 */
@NullMarked
package io.nyala.engine.operator;

import org.jspecify.annotations.NullMarked;
