/**
 * Tasks: a fragment on one executor. Turns plan nodes into pipelines, runs them and answers the
 * coordinator. Read {@link io.nyala.engine.task.Task} first.
 */
@NullMarked
package io.nyala.engine.task;

import org.jspecify.annotations.NullMarked;
