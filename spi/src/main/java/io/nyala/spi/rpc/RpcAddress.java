package io.nyala.spi.rpc;

/**
 * Where a daemon of ours listens.
 *
 * @param principal Kerberos principal the server must prove, for example {@code
 *     nyala-exec1/localhost@REALM}
 */
public record RpcAddress(String host, int port, String principal) {}
