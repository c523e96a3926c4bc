/**
 * ORC files through orc-core: a reader that hands orc-core's arrays on as vectors, and a writer.
 * Read {@link io.nyala.storage.orc.OrcReader} first.
 */
@NullMarked
package io.nyala.storage.orc;

import org.jspecify.annotations.NullMarked;
