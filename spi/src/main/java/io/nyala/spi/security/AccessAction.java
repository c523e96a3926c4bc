package io.nyala.spi.security;

/** Privileges of Ranger's hive service definition, by the access type's name there. */
public enum AccessAction {
  SELECT("select"),
  UPDATE("update"),
  CREATE("create"),
  DROP("drop"),
  ALTER("alter"),
  INDEX("index"),
  LOCK("lock"),
  ALL("all"),
  READ("read"),
  WRITE("write"),
  /** Any access at all to the object or something below it: what SHOW and USE ask. */
  ANY("_any");

  private final String rangerName;

  AccessAction(String rangerName) {
    this.rangerName = rangerName;
  }

  public String rangerName() {
    return rangerName;
  }
}
