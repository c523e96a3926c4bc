package io.nyala.planner.parser;

import java.util.Locale;

/**
 * A name as written, without its back quotes; {@link #name()} is lower case because HiveQL's names
 * ignore case.
 */
public record Identifier(Location location, String name) {
  public Identifier {
    name = name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name;
  }
}
