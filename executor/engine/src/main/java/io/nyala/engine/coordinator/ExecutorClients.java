package io.nyala.engine.coordinator;

import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.rpc.RpcClientFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** One client per executor, shared by all queries of the process. Thread-safe. */
public final class ExecutorClients implements Function<RpcAddress, RpcClient>, AutoCloseable {
  private final RpcClientFactory factory;
  private final Map<RpcAddress, RpcClient> clients = new ConcurrentHashMap<>();

  public ExecutorClients(RpcClientFactory factory) {
    this.factory = factory;
  }

  @Override
  public RpcClient apply(RpcAddress address) {
    return clients.computeIfAbsent(address, factory::client);
  }

  @Override
  public void close() {
    clients.values().forEach(RpcClient::close);
    clients.clear();
  }
}
