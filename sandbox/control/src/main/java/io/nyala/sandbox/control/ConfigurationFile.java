package io.nyala.sandbox.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration file in Hadoop's XML form, in the order in which keys were set. */
final class ConfigurationFile {
  private final Map<String, String> properties = new LinkedHashMap<>();

  ConfigurationFile set(String key, Object value) {
    properties.put(key, value.toString());
    return this;
  }

  ConfigurationFile setAll(ConfigurationFile other) {
    properties.putAll(other.properties);
    return this;
  }

  void write(Path file) throws IOException {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n");
    xml.append(
        "<!-- Written by the sandbox at each start; changes here are lost. -->\n<configuration>\n");
    properties.forEach(
        (key, value) ->
            xml.append("  <property><name>")
                .append(escape(key))
                .append("</name><value>")
                .append(escape(value))
                .append("</value></property>\n"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, xml.append("</configuration>\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
