package io.nyala.planner.parser;

import io.nyala.spi.catalog.TableName;
import java.util.Optional;

/** A table's or view's name, perhaps with its database. */
public record QualifiedName(Location location, Optional<String> database, String table) {
  /** The full name, in {@code currentDatabase} if the text names none. */
  public TableName resolve(String currentDatabase) {
    return new TableName(database.orElse(currentDatabase), table);
  }

  @Override
  public String toString() {
    return database.map(name -> name + "." + table).orElse(table);
  }
}
