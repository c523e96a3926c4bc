/**
 * Binary reading and writing for what our processes send each other. Lengths are checked before
 * anything is allocated. Read {@link io.nyala.spi.wire.WireReader} first.
 */
@NullMarked
package io.nyala.spi.wire;

import org.jspecify.annotations.NullMarked;
