package io.nyala.engine.cluster;

import io.nyala.spi.rpc.RpcAddress;

/**
 * A live executor.
 *
 * @param id unique for this life of the process: a restarted executor is another one
 * @param host the host it declares, as block locations name it
 * @param rack its network location, such as {@code /rack1}
 */
public record ExecutorNode(String id, String host, String rack, RpcAddress address) {
  /** For messages: the declared host and where it listens. */
  public String description() {
    return host + " (" + address.host() + ":" + address.port() + ")";
  }
}
