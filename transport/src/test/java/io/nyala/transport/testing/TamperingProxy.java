package io.nyala.transport.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Sits between a client and a server, remembers all bytes and, when told, flips one bit of what the
 * client sends.
 */
public final class TamperingProxy implements AutoCloseable {
  private final int target;
  private final ServerSocket listener;
  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
  private volatile boolean tamper;

  public TamperingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public String captured() {
    synchronized (captured) {
      return captured.toString(ISO_8859_1);
    }
  }

  public void tamperWithNextBytes() {
    tamper = true;
  }

  private static void start(Runnable runnable) {
    Thread thread = new Thread(runnable, "tampering-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        start(() -> pump(client, server, true));
        start(() -> pump(server, client, false));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void pump(Socket from, Socket to, boolean fromClient) {
    byte[] buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int n;
      while ((n = in.read(buffer)) >= 0) {
        synchronized (captured) {
          captured.write(buffer, 0, n);
        }
        if (fromClient && tamper) {
          tamper = false;
          buffer[n - 1] ^= 1;
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // one side is gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
