package io.nyala.transport.framed;

import io.nyala.transport.sasl.QualityOfProtection;
import java.net.InetSocketAddress;

/**
 * The authenticated other side of a connection.
 *
 * @param connectionId unique within the server's life
 * @param principal full Kerberos principal
 * @param remoteAddress where the connection comes from
 * @param protection what was negotiated
 */
public record Peer(
    long connectionId,
    String principal,
    InetSocketAddress remoteAddress,
    QualityOfProtection protection) {}
