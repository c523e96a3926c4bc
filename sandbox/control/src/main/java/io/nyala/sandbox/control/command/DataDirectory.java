package io.nyala.sandbox.control.command;

import io.nyala.sandbox.control.Installation;
import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that picks a sandbox. */
final class DataDirectory {
  @Option(
      names = "--data-dir",
      paramLabel = "<directory>",
      description =
          "Directory that holds all of the sandbox (default: $NYALA_DATA_DIR, or ~/.nyala/sandbox).")
  private @Nullable Path directory;

  Sandbox sandbox() {
    return new Sandbox(new SandboxLayout(path()), Installation.current());
  }

  private Path path() {
    if (directory != null) {
      return directory;
    }
    String environment = System.getenv("NYALA_DATA_DIR");
    return environment != null && !environment.isBlank()
        ? Path.of(environment)
        : Path.of(System.getProperty("user.home"), ".nyala", "sandbox");
  }
}
