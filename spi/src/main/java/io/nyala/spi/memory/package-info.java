/** Accounts for memory. Read {@link io.nyala.spi.memory.MemoryContext} first. */
@NullMarked
package io.nyala.spi.memory;

import org.jspecify.annotations.NullMarked;
