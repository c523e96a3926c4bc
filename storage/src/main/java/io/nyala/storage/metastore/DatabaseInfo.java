package io.nyala.storage.metastore;

import java.util.Map;

/** A database as DESCRIBE DATABASE shows it; {@code ownerType} is USER, ROLE or GROUP. */
public record DatabaseInfo(
    String name,
    String comment,
    String location,
    String managedLocation,
    String owner,
    String ownerType,
    Map<String, String> parameters) {
  public DatabaseInfo {
    parameters = Map.copyOf(parameters);
  }
}
