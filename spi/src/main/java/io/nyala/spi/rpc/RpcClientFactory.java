package io.nyala.spi.rpc;

/** Makes clients with the process's own Kerberos identity. Thread-safe. */
@FunctionalInterface
public interface RpcClientFactory {
  RpcClient client(RpcAddress address);
}
