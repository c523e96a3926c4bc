package io.nyala.sandbox.hdfs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * One daemon of the sandbox: its kind and, where there are several, its ordinal from 1. Natural
 * order is the order of start: a role needs only roles before it.
 */
record Role(Kind kind, int ordinal) implements Comparable<Role> {
  enum Kind {
    KDC,
    ZOOKEEPER,
    JOURNALNODE,
    NAMENODE,
    ZKFC,
    DATANODE
  }

  /**
   * Parses a comma-separated list such as {@code kdc,zookeeper,journalnode1}; sorted into the order
   * of start.
   */
  static List<Role> parse(String list) {
    Collection<Role> roles = new TreeSet<>();
    for (String item : list.split(",")) {
      roles.add(parseOne(item.trim()));
    }
    return new ArrayList<>(roles);
  }

  private static Role parseOne(String text) {
    int end = text.length();
    while (end > 0 && Character.isDigit(text.charAt(end - 1))) {
      end--;
    }
    try {
      Kind kind = Kind.valueOf(text.substring(0, end).toUpperCase(Locale.ROOT));
      return new Role(kind, end == text.length() ? 0 : Integer.parseInt(text.substring(end)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Unknown role '"
              + text
              + "': use kdc, zookeeper, journalnode<n>, namenode<n>, zkfc<n> or datanode<n>",
          e);
    }
  }

  @Override
  public int compareTo(Role other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : Integer.compare(ordinal, other.ordinal);
  }

  /** The name used on the command line, in port keys and by the control channel. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return ordinal == 0 ? name : name + ordinal;
  }
}
