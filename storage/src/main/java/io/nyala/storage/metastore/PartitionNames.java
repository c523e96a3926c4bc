package io.nyala.storage.metastore;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of partitions, {@code key=value/key=value}, escaped as Hive escapes directory names. */
public final class PartitionNames {
  /** The directory value of NULL and of the empty string. */
  public static final String DEFAULT_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PartitionNames() {}

  /**
   * One path element with Hive's special characters as {@code %XX}; null and empty text become the
   * default partition.
   */
  public static String escape(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return DEFAULT_PARTITION;
    }
    StringBuilder escaped = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
        escaped.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The inverse of {@link #escape}; a percent sign that starts no escape stays. */
  public static String unescape(String element) {
    if (element.indexOf('%') < 0) {
      return element;
    }
    StringBuilder plain = new StringBuilder(element.length());
    for (int i = 0; i < element.length(); i++) {
      char c = element.charAt(i);
      if (c == '%' && i + 2 < element.length()) {
        int high = Character.digit(element.charAt(i + 1), 16);
        int low = Character.digit(element.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          plain.append((char) (high * 16 + low));
          i += 2;
          continue;
        }
      }
      plain.append(c);
    }
    return plain.toString();
  }

  /**
   * {@code key=value/key=value} of parallel lists; values are raw, null is the default partition.
   */
  public static String name(List<String> keys, List<? extends @Nullable String> values) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      if (i > 0) {
        name.append('/');
      }
      name.append(escape(keys.get(i))).append('=').append(escape(values.get(i)));
    }
    return name.toString();
  }

  /**
   * Raw values of a partition name, in order; NULL stays {@link #DEFAULT_PARTITION}.
   *
   * @throws NyalaException INVALID_PARTITION if an element has no equals sign
   */
  public static List<String> values(String name) {
    List<String> values = new ArrayList<>();
    if (name.isEmpty()) {
      return values;
    }
    for (String element : name.split("/", -1)) {
      int equals = element.indexOf('=');
      if (equals < 0) {
        throw new NyalaException(ErrorCode.INVALID_PARTITION, "Invalid partition name " + name);
      }
      values.add(unescape(element.substring(equals + 1)));
    }
    return values;
  }
}
