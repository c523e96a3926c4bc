package io.nyala.engine.exchange;

import io.nyala.spi.rpc.RpcAddress;

/** Where a producing task runs. */
public record ExchangeLocation(RpcAddress executor, TaskId task) {}
