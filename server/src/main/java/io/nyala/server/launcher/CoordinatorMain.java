package io.nyala.server.launcher;

import io.nyala.spi.config.Configuration;
import io.nyala.spi.config.SiteFile;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.process.ReadyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator's process: {@code --conf <directory>}. Exits with 2 for a wrong configuration,
 * with 1 if what it depends on does not come up.
 */
public final class CoordinatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorMain.class);
  private static final int CANNOT_START = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private CoordinatorMain() {}

  public static void main(String[] arguments) {
    if (arguments.length != 2 || !arguments[0].equals("--conf")) {
      fail(
          WRONG_CONFIGURATION,
          "usage: coordinator --conf <directory with nyala-site.xml and the cluster's files>");
      return;
    }
    try {
      Configuration configuration = SiteFile.read(Path.of(arguments[1], "nyala-site.xml"));
      configuration.requireOnly(KnownKeys.all());
      Coordinator coordinator = Coordinator.start(configuration, PATIENCE);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(coordinator::close, "nyala-coordinator-stop"));
      new ReadyFile("coordinator", coordinator.endpoints()).announce(System.out);
      awaitTheEnd();
    } catch (NyalaException e) {
      LOG.error("The coordinator cannot start", e);
      fail(
          e.code() == ErrorCode.INVALID_CONFIGURATION ? WRONG_CONFIGURATION : CANNOT_START,
          e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOG.error("The coordinator cannot start", e);
      fail(CANNOT_START, "The coordinator cannot start: " + e.getMessage());
    }
  }

  /** All threads of the parts are daemons: the process lives as long as this one waits. */
  private static void awaitTheEnd() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(int status, @Nullable String message) {
    System.err.println(message);
    System.exit(status);
  }
}
