package io.nyala.planner.grammar.hive;

/**
 * Stands where the generated parser names Hadoop's configuration; always absent, so that Hive's
 * defaults hold.
 */
public abstract class Configuration {
  private Configuration() {}
}
