/**
 * Calls between our own daemons: mutual Kerberos, then AES-GCM. Belongs here: connections,
 * handshake, records, matching of replies. Does not belong here: methods and their bytes, which are
 * the callers'. Read {@link io.nyala.transport.rpc.NettyRpcServer} and {@link
 * io.nyala.transport.rpc.NettyRpcClientFactory} first.
 *
 * <p>Handshake: negotiation frames carry GSSAPI tokens (START with the first one) until the context
 * stands, always with privacy. Then each side sends a hello with 32 random bytes under the
 * context's encryption; both derive one AES-256 key per direction from the two (HKDF-SHA256).
 * Afterwards a record is an int32 length and an AES-GCM ciphertext whose nonce is the record's
 * number, so that a record lost, repeated, reordered or changed ends the connection.
 */
@NullMarked
package io.nyala.transport.rpc;

import org.jspecify.annotations.NullMarked;
