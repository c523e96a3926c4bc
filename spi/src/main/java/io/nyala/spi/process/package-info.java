/**
 * What every Nyala process tells the one who started it; {@code docs/design/processes.md} is the
 * contract. Read {@link io.nyala.spi.process.ReadyFile} first. Life cycles inside a process do not
 * belong here.
 */
@NullMarked
package io.nyala.spi.process;

import org.jspecify.annotations.NullMarked;
