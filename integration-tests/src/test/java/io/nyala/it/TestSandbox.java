package io.nyala.it;

import io.nyala.sandbox.control.Installation;
import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxLayout;
import io.nyala.sandbox.control.SandboxOptions;
import io.nyala.sandbox.control.SandboxPrincipals;
import io.nyala.sandbox.control.data.SampleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The secure sandbox, booted once for all test classes of the run and stopped after the last. Each
 * NameNode is a process of its own, so that tests can kill one.
 */
public final class TestSandbox implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(TestSandbox.class);
  private static final SandboxOptions OPTIONS = SandboxOptions.whole().withNameNodeProcesses();

  /** TPC-H scale of the loaded sample data. */
  public static final double SCALE = 0.01;

  private static Sandbox sandbox;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("sandbox", key -> Running.start(), Running.class);
  }

  /** The one sandbox. */
  public static Sandbox get() {
    return sandbox;
  }

  public static SandboxOptions options() {
    return OPTIONS;
  }

  /** A connection of Nyala's driver, by the user's keytab. */
  public static Connection connect(String user) throws SQLException {
    return connect(user, "default");
  }

  public static Connection connect(String user, String database) throws SQLException {
    try {
      return DriverManager.getConnection(
          sandbox.jdbcUrl("nyala", database)
              + ";user.principal="
              + SandboxPrincipals.of(user)
              + ";keytab="
              + sandbox.layout().keytab(user));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** Ends the processes when JUnit closes its root store. */
  private record Running(Sandbox running) implements AutoCloseable {
    static Running start() {
      Path root = Path.of(System.getProperty("nyala.test.sandbox"));
      Sandbox started =
          new Sandbox(
              new SandboxLayout(root),
              Installation.at(Path.of(System.getProperty(Installation.HOME))));
      Running running = new Running(started);
      boolean ready = false;
      try {
        delete(root);
        System.setProperty("java.security.krb5.conf", started.layout().krb5Conf().toString());
        started.start(OPTIONS, (what, took) -> System.out.printf("sandbox: %s %s%n", what, took));
        sandbox = started;
        new SampleData(started)
            .load(SCALE, (what, took) -> System.out.printf("data: %s %s%n", what, took));
        ready = true;
        return running;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("The sandbox does not start", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        if (!ready) {
          running.close();
        }
      }
    }

    @Override
    public void close() {
      try {
        running.stop();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void delete(Path root) throws IOException {
      if (Files.exists(root)) {
        try (Stream<Path> all = Files.walk(root)) {
          for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }
  }
}
