package io.nyala.executor.daemon;

import io.nyala.spi.config.SiteFile;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.process.ReadyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor process: {@code --conf DIR}. Exit status 2 for a wrong configuration, 1 if something
 * it needs is missing, 3 when the virtual machine failed.
 */
public final class ExecutorMain {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorMain.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private ExecutorMain() {}

  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      System.out.println(
          "usage: nyala executor --conf DIR\n  DIR holds nyala-site.xml, core-site.xml and"
              + " hdfs-site.xml");
      return;
    }
    if (arguments.length != 2 || !arguments[0].equals("--conf")) {
      exit(2, "usage: nyala executor --conf DIR", null);
      return;
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          LOG.error("Thread {} failed", thread.getName(), error);
          if (error instanceof VirtualMachineError) {
            halt();
          }
        });
    try {
      run(Path.of(arguments[1]));
    } catch (NyalaException e) {
      int status = e.code() == ErrorCode.INVALID_CONFIGURATION ? 2 : 1;
      exit(status, String.valueOf(e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      exit(1, "The executor cannot start: " + e.getMessage(), e);
    }
  }

  private static void run(Path directory) throws IOException {
    ExecutorConfig config = ExecutorConfig.from(SiteFile.read(directory.resolve("nyala-site.xml")));
    ExecutorProcess process =
        ExecutorProcess.start(config, directory, PATIENCE, ExecutorMain::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
    new ReadyFile("executor", Map.of("internal", process.address())).announce(System.out);
    LOG.info("Executor {} serves at {}", config.declaredHost(), process.address());
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends at once, without shutdown hooks: after an OutOfMemoryError nothing can be relied on. */
  private static void halt() {
    Runtime.getRuntime().halt(3);
  }

  private static void exit(
      int status, String message, @org.jspecify.annotations.Nullable Throwable cause) {
    if (cause != null) {
      LOG.error("The executor does not start", cause);
    }
    System.err.println("nyala executor: " + message);
    System.exit(status);
  }
}
