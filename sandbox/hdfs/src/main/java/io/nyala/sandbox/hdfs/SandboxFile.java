package io.nyala.sandbox.hdfs;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the launcher tells these daemons beside Hadoop's own files: {@code sandbox.properties} in
 * the configuration directory. Keys: {@code realm}, {@code data.dir}, {@code keytab.dir}, {@code
 * port.<role>[.<service>]}, {@code principals} (comma-separated {@code principal=keytab file
 * name}), {@code nameservice}, {@code control.token.file}, {@code datanodes}.
 */
final class SandboxFile {
  static final String NAME = "sandbox.properties";

  private final Path directory;
  private final Properties properties = new Properties();

  SandboxFile(Path directory) throws IOException {
    this.directory = directory;
    try (Reader reader = Files.newBufferedReader(directory.resolve(NAME), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
  }

  /** The configuration directory that holds this file. */
  Path directory() {
    return directory;
  }

  String get(String key) {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "Key '" + key + "' is missing in " + directory.resolve(NAME) + ": start by the launcher");
    }
    return value.trim();
  }

  Path path(String key) {
    return Path.of(get(key));
  }

  /** A remembered port: {@code port.namenode1.rpc}. */
  int port(String name) {
    return Integer.parseInt(get("port." + name));
  }

  String realm() {
    return get("realm");
  }

  String nameservice() {
    return get("nameservice");
  }

  Path dataDirectory(String name) {
    return path("data.dir").resolve(name);
  }

  /** A principal that the KDC serves and the keytab its key is exported to. */
  record ServedPrincipal(String name, Path keytab) {}

  List<ServedPrincipal> principals() {
    List<ServedPrincipal> served = new ArrayList<>();
    for (String item : get("principals").split(",")) {
      int equals = item.indexOf('=');
      served.add(
          new ServedPrincipal(
              item.substring(0, equals).trim(),
              path("keytab.dir").resolve(item.substring(equals + 1).trim())));
    }
    return served;
  }
}
