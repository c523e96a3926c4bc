/**
 * Kerberos through SASL GSSAPI, both roles, without any knowledge of sockets. Belongs here: the
 * acceptor, the initiator, the identity that comes out of them, quality of protection. Does not
 * belong here: framing, threads, key tabs (a {@code Subject} is handed in). Read {@link
 * io.nyala.transport.sasl.GssapiAcceptor} first.
 */
@NullMarked
package io.nyala.transport.sasl;

import org.jspecify.annotations.NullMarked;
