package io.nyala.executor.daemon;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name by which other machines reach this one. */
final class LocalHost {
  private LocalHost() {}

  static String nameFor(String bindHost) {
    try {
      return InetAddress.getByName(bindHost).isAnyLocalAddress()
          ? InetAddress.getLocalHost().getCanonicalHostName()
          : bindHost;
    } catch (UnknownHostException e) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "Configuration key nyala.bind.host: the host " + bindHost + " is unknown.",
          e);
    }
  }
}
