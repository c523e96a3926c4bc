/**
 * The executor process: puts engine, storage, security and transport together. No logic of its own
 * beyond start and stop. Read {@link io.nyala.executor.daemon.ExecutorMain} first.
 */
@NullMarked
package io.nyala.executor.daemon;

import org.jspecify.annotations.NullMarked;
