package io.nyala.engine.scheduler;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.task.TaskSpec;

/** A task and who runs it. */
public record ScheduledTask(ExecutorNode executor, TaskSpec spec) {}
