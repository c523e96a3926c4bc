package io.nyala.sandbox.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the class path of each kind of process comes from: {@code lib/<name>} of an unpacked
 * distribution, or lists of files that a build wrote.
 */
public final class Installation {
  /** System property with the directory of the distribution. */
  public static final String HOME = "nyala.home";

  private final Map<String, String> classPaths;
  private final Optional<Path> home;

  private Installation(Optional<Path> home, Map<String, String> classPaths) {
    this.home = home;
    this.classPaths = Map.copyOf(classPaths);
  }

  /** An unpacked distribution. */
  public static Installation at(Path home) {
    return new Installation(Optional.of(home.toAbsolutePath().normalize()), Map.of());
  }

  /** The distribution named by the system property {@value #HOME}. */
  public static Installation current() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new IllegalStateException("System property " + HOME + " is not set: use bin/nyala");
    }
    return at(Path.of(home));
  }

  /** Class paths by name, from files with one class path each. */
  public static Installation ofClassPaths(Map<String, String> classPaths) {
    return new Installation(Optional.empty(), new HashMap<>(classPaths));
  }

  /** Whether processes of this kind can be started. */
  boolean has(String name) {
    return classPaths.containsKey(name)
        || home.isPresent() && Files.isDirectory(home.get().resolve("lib").resolve(name));
  }

  String classPath(String name) {
    String listed = classPaths.get(name);
    if (listed != null) {
      return listed;
    }
    if (!has(name)) {
      throw new IllegalStateException(
          "lib/"
              + name
              + " is missing"
              + home.map(path -> " in " + path).orElse("")
              + ": build the distribution with mvn -DskipTests package");
    }
    return home.orElseThrow().resolve("lib").resolve(name) + "/*";
  }

  /** Options that every JVM of this kind gets, an argument file of the distribution. */
  Optional<Path> options(String name) {
    return home.map(path -> path.resolve("conf").resolve("jvm").resolve(name + ".options"))
        .filter(Files::exists);
  }
}
