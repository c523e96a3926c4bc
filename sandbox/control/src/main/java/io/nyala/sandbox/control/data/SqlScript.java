package io.nyala.sandbox.control.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A script of the resources: the first line is a comment that says what it does; statements end
 * with a semicolon at the end of a line.
 *
 * @param title for the progress line
 * @param statements without their semicolons
 */
record SqlScript(String title, List<String> statements) {
  SqlScript {
    statements = List.copyOf(statements);
  }

  static SqlScript read(String resource) throws IOException {
    try (InputStream in = SqlScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("Script " + resource + " is missing in the jar: build again");
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    }
  }

  static SqlScript parse(String text) {
    String title = text.lines().findFirst().orElse("").replaceFirst("^--\\s*", "");
    List<String> statements = new ArrayList<>();
    for (String statement : text.replaceAll("(?m)^--.*$", "").split(";[ \\t]*(?:\\R|$)")) {
      if (!statement.isBlank()) {
        statements.add(statement.strip());
      }
    }
    return new SqlScript(title.replaceFirst("\\.$", ""), statements);
  }
}
