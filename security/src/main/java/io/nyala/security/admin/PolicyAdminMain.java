package io.nyala.security.admin;

import io.nyala.spi.config.Configuration;
import io.nyala.spi.config.SiteFile;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.process.ReadyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The policy admin's process: {@code --conf <directory>}. */
public final class PolicyAdminMain {
  private static final int WRONG_CONFIGURATION = 2;
  private static final int CANNOT_START = 1;

  private PolicyAdminMain() {}

  /** Exits with 2 for a wrong configuration and with 1 if it cannot start. */
  public static void main(String[] arguments) {
    if (arguments.length != 2 || !arguments[0].equals("--conf")) {
      fail(WRONG_CONFIGURATION, "usage: policy-admin --conf <directory with nyala-site.xml>");
      return;
    }
    try {
      Configuration configuration = SiteFile.read(Path.of(arguments[1], "nyala-site.xml"));
      PolicyAdminServer server = PolicyAdminServer.start(configuration);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "policy-admin-stop"));
      announce(configuration.get(PolicyAdminKeys.BIND_HOST), server.port());
    } catch (NyalaException e) {
      fail(WRONG_CONFIGURATION, e.getMessage());
    } catch (IOException | RuntimeException e) {
      fail(CANNOT_START, "The policy admin cannot start: " + e.getMessage());
    }
  }

  private static void announce(String host, int port) throws IOException {
    String reachable = host.equals("0.0.0.0") ? "localhost" : host;
    new ReadyFile("policy-admin", Map.of("http", "http://" + reachable + ":" + port))
        .announce(System.out);
  }

  private static void fail(int status, @org.jspecify.annotations.Nullable String message) {
    System.err.println(message);
    System.exit(status);
  }
}
