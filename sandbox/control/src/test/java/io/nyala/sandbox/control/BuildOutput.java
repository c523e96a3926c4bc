package io.nyala.sandbox.control;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Class paths of the processes as the build of the neighbouring modules left them. */
final class BuildOutput {
  private BuildOutput() {}

  static Installation installation() throws IOException {
    Map<String, String> classPaths = new HashMap<>();
    for (String module : new String[] {"hdfs", "metastore"}) {
      Path target = Path.of("..", module, "target").toAbsolutePath().normalize();
      classPaths.put(
          module,
          target.resolve("classes")
              + File.pathSeparator
              + Files.readString(target.resolve("runtime.classpath")).trim());
    }
    return Installation.ofClassPaths(classPaths);
  }
}
