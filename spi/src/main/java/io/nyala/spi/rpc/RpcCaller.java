package io.nyala.spi.rpc;

/** Who called, as Kerberos proved it. */
public record RpcCaller(String principal, String address) {}
