package io.nyala.sandbox.control.command;

import io.nyala.sandbox.control.Sandbox;
import java.io.IOException;

/** What Ctrl-C does while the launcher waits: everything ends, in order. */
final class Interruption {
  private Interruption() {}

  /** Registers a shutdown hook that ends the sandbox; returns it, so that it can be removed. */
  static Thread stopOnInterrupt(Sandbox sandbox) {
    Thread hook =
        new Thread(
            () -> {
              System.out.println("Stopping the sandbox ...");
              try {
                sandbox.abandon();
              } catch (IOException e) {
                System.err.println("nyala: " + e.getMessage());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-sandbox");
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }
}
