/**
 * The frames in which SASL tokens travel, shared by the client-facing port and the internal one.
 * Belongs here: bytes to frames and back, limits of length. Does not belong here: what follows from
 * a frame. Read {@link io.nyala.transport.wire.SaslFrame} first.
 *
 * <p>A negotiation frame is a status byte (START 1, OK 2, BAD 3, ERROR 4, COMPLETE 5), a big-endian
 * int32 length and the payload; a message afterwards is an int32 length and the payload.
 */
@NullMarked
package io.nyala.transport.wire;

import org.jspecify.annotations.NullMarked;
