package io.nyala.planner.grammar.hive;

/** The two settings of Hive that its generated parser asks for, at their default values. */
public final class HiveConf {
  private HiveConf() {}

  /** Called by the generated parser; the configuration is always absent. */
  public static boolean getBoolVar(Configuration configuration, ConfVars variable) {
    return variable.defaultBoolVal;
  }

  /** Called by the generated lexer; the configuration is always absent. */
  public static String getVar(Configuration configuration, ConfVars variable) {
    return variable.defaultStrVal;
  }

  /** The settings; the names of constants and fields are those that the generated code reads. */
  public enum ConfVars {
    /** {@code ORDER BY x} means NULLS LAST, {@code ORDER BY x DESC} NULLS FIRST. */
    HIVE_DEFAULT_NULLS_LAST("hive.default.nulls.last", "", true),
    /** What stands between back quotes is an identifier ("column"), not a pattern. */
    HIVE_QUOTEDID_SUPPORT("hive.support.quoted.identifiers", "column", false);

    public final String varname;
    public final String defaultStrVal;
    public final boolean defaultBoolVal;

    ConfVars(String varname, String defaultStrVal, boolean defaultBoolVal) {
      this.varname = varname;
      this.defaultStrVal = defaultStrVal;
      this.defaultBoolVal = defaultBoolVal;
    }
  }
}
