/** Calls between our daemons, without Netty. Read {@link io.nyala.spi.rpc.RpcClient} first. */
@NullMarked
package io.nyala.spi.rpc;

import org.jspecify.annotations.NullMarked;
