package io.nyala.security.kerberos;

import java.util.regex.Pattern;

/**
 * Which user and group names are let in. Ranger puts names into row filters without escaping them,
 * so a quote in a name would be SQL of the name's owner.
 */
public final class SafeNames {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,127}");
  private static final Pattern GROUP =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.@+ -]{0,126}[A-Za-z0-9_.@+-])?");

  private SafeNames() {}

  /**
   * Letters, digits, {@code _ . @ + -}, at most 128, the first one a letter, digit or {@code _}.
   */
  public static boolean isSafe(String userName) {
    return USER.matcher(userName).matches();
  }

  /** As for users, and spaces between, as in {@code Domain Users}. */
  public static boolean isSafeGroup(String groupName) {
    return GROUP.matcher(groupName).matches();
  }
}
