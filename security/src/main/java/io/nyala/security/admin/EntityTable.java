package io.nyala.security.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nyala.security.ranger.PolicyJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ranger.plugin.model.RangerBaseModelObject;

/**
 * One kind of Ranger's objects in the database, as JSON beside the columns that are searched.
 *
 * @param kind value of the kind column
 * @param serviceOf the service an object belongs to, empty text for none
 */
record EntityTable<T extends RangerBaseModelObject>(
    String kind, Class<T> type, Function<T, String> serviceOf, Function<T, String> nameOf) {

  Optional<T> byId(Connection connection, long id) throws SQLException {
    return first(query(connection, "kind = ? AND id = ?", kind, id));
  }

  Optional<T> byName(Connection connection, String service, String name) throws SQLException {
    return first(query(connection, "kind = ? AND service = ? AND name = ?", kind, service, name));
  }

  Optional<T> byGuid(Connection connection, String guid) throws SQLException {
    return first(query(connection, "kind = ? AND guid = ?", kind, guid));
  }

  List<T> all(Connection connection) throws SQLException {
    return query(connection, "kind = ?", kind);
  }

  List<T> ofService(Connection connection, String service) throws SQLException {
    return query(connection, "kind = ? AND service = ?", kind, service);
  }

  void insert(Connection connection, T object) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO entity (service, name, guid, json, kind, id) VALUES (?, ?, ?, ?, ?, ?)")) {
      fill(insert, object);
      insert.executeUpdate();
    }
  }

  void update(Connection connection, T object) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE entity SET service = ?, name = ?, guid = ?, json = ? WHERE kind = ? AND id ="
                + " ?")) {
      fill(update, object);
      update.executeUpdate();
    }
  }

  void delete(Connection connection, long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM entity WHERE kind = ? AND id = ?")) {
      delete.setString(1, kind);
      delete.setLong(2, id);
      delete.executeUpdate();
    }
  }

  private void fill(PreparedStatement statement, T object) throws SQLException {
    statement.setString(1, serviceOf.apply(object));
    statement.setString(2, nameOf.apply(object));
    statement.setString(3, object.getGuid());
    statement.setString(4, json(object));
    statement.setString(5, kind);
    statement.setLong(6, object.getId());
  }

  private List<T> query(Connection connection, String where, Object... parameters)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT json FROM entity WHERE " + where + " ORDER BY id")) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(parse(rows.getString(1)));
        }
      }
      return found;
    }
  }

  private static <E> Optional<E> first(List<E> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  private String json(T object) {
    try {
      return PolicyJson.mapper().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A " + kind + " cannot be written as JSON", e);
    }
  }

  private T parse(String json) {
    try {
      return PolicyJson.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored " + kind + " cannot be read", e);
    }
  }
}
