/**
 * A server for length-framed messages behind SASL, as Thrift's {@code TSaslTransport} speaks it on
 * the wire. Belongs here: framing, limits, timeouts, order of execution. Does not belong here: what
 * a message means. Read {@link io.nyala.transport.framed.SaslFrameServer} first.
 *
 * <p>Wire: while negotiating, a frame is a status byte (START 1, OK 2, BAD 3, ERROR 4, COMPLETE 5),
 * a big-endian int32 length and the payload; afterwards an int32 length and the message, wrapped by
 * SASL if integrity or privacy was negotiated.
 */
@NullMarked
package io.nyala.transport.framed;

import org.jspecify.annotations.NullMarked;
