package io.nyala.spi.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Announces that a process can serve: a JSON object in the file that the launcher named in the
 * system property {@value #PROPERTY}, and a line on standard output. Called once, by the main
 * thread of each daemon, after its ports accept connections.
 */
public final class ReadyFile {
  /** System property with the absolute path of the file; without it only the line is printed. */
  public static final String PROPERTY = "nyala.ready.file";

  private final String name;
  private final Map<String, String> endpoints;

  /**
   * @param name the process's name, such as {@code coordinator}
   * @param endpoints name of an endpoint to its address: {@code thrift} to {@code localhost:10000}
   */
  public ReadyFile(String name, Map<String, String> endpoints) {
    this.name = requireNonNull(name);
    this.endpoints = new TreeMap<>(endpoints);
  }

  /** Writes the file named by {@value #PROPERTY}, if set, and prints the line to {@code out}. */
  public void announce(PrintStream out) throws IOException {
    String json = toJson();
    String file = System.getProperty(PROPERTY);
    if (file != null && !file.isEmpty()) {
      write(Path.of(file), json);
    }
    out.println("READY " + json);
    out.flush();
  }

  /** Writes beside the target and moves into place, so that a reader sees all or nothing. */
  static void write(Path target, String json) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Files.writeString(temporary, json, UTF_8);
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String toJson() {
    StringBuilder json = new StringBuilder("{\"name\":").append(quote(name));
    json.append(",\"pid\":").append(ProcessHandle.current().pid()).append(",\"endpoints\":{");
    String separator = "";
    for (Map.Entry<String, String> endpoint : endpoints.entrySet()) {
      json.append(separator).append(quote(endpoint.getKey())).append(':');
      json.append(quote(endpoint.getValue()));
      separator = ",";
    }
    return json.append("}}").toString();
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
