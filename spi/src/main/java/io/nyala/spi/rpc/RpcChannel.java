package io.nyala.spi.rpc;

/**
 * Calls on different channels travel on different connections, so that a cancel never queues behind
 * data.
 */
public enum RpcChannel {
  CONTROL,
  DATA
}
