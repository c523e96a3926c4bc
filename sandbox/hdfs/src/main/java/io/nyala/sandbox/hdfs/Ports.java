package io.nyala.sandbox.hdfs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Waits for a port that another role of the sandbox, perhaps in another process, opens when it can
 * serve.
 */
final class Ports {
  private static final int CONNECT_MILLIS = 1000;
  private static final int RETRY_MILLIS = 100;

  private Ports() {}

  static void awaitOpen(String what, int port, Duration limit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isOpen(port)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            what + " did not open port " + port + " within " + limit.toSeconds() + " s");
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
