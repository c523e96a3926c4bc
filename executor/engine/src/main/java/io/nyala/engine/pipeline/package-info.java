/**
 * Running operators: a driver moves batches through a chain of operators, a fixed set of worker
 * threads runs drivers in short slices. Read {@link io.nyala.engine.pipeline.Driver} first.
 */
@NullMarked
package io.nyala.engine.pipeline;

import org.jspecify.annotations.NullMarked;
