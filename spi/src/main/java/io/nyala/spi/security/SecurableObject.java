package io.nyala.spi.security;

/** What a privilege is asked on. Names are lower case. */
public sealed interface SecurableObject {
  /**
   * The object as it stands in Hive's denial message, for example {@code default/flights/origin}.
   */
  String path();

  record DatabaseObject(String database) implements SecurableObject {
    @Override
    public String path() {
      return database;
    }
  }

  record TableObject(String database, String table) implements SecurableObject {
    @Override
    public String path() {
      return database + "/" + table;
    }
  }

  record ColumnObject(String database, String table, String column) implements SecurableObject {
    @Override
    public String path() {
      return database + "/" + table + "/" + column;
    }
  }

  record UrlObject(String url) implements SecurableObject {
    @Override
    public String path() {
      return url;
    }
  }

  record FunctionObject(String database, String function) implements SecurableObject {
    @Override
    public String path() {
      return database + "/" + function;
    }
  }
}
