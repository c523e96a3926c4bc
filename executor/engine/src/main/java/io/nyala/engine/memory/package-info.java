/**
 * The accounting tree process → pool → query → operator. Read {@link
 * io.nyala.engine.memory.MemoryPool} first.
 */
@NullMarked
package io.nyala.engine.memory;

import org.jspecify.annotations.NullMarked;
