package io.nyala.server.launcher;

import io.nyala.spi.config.ConfigKey;
import java.io.PrintStream;

/** Prints every configuration key with type, default, unit and meaning: {@code nyala config}. */
public final class ConfigMain {
  private ConfigMain() {}

  public static void main(String[] arguments) {
    print(System.out);
  }

  static void print(PrintStream out) {
    for (ConfigKey<?> key : KnownKeys.all()) {
      out.println(key.name());
      out.println(
          "    "
              + key.type().getSimpleName().toLowerCase(java.util.Locale.ROOT)
              + (key.unit().isEmpty() ? "" : ", " + key.unit())
              + key.defaultText()
                  .map(text -> ", default " + (text.isEmpty() ? "(empty)" : text))
                  .orElse(", no default"));
      out.println("    " + key.documentation());
    }
  }
}
