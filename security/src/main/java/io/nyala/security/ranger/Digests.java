package io.nyala.security.ranger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Digests of filters and masks as they stand in an {@link io.nyala.spi.security.AccessDecision}.
 */
public final class Digests {
  private Digests() {}

  /** SHA-256 in lower-case hex of a row filter's text; empty for no filter. */
  public static String ofFilter(String filter) {
    return filter.isEmpty() ? "" : hex(filter);
  }

  /** SHA-256 in lower-case hex of the masks sorted by column; empty for no mask. */
  public static String ofMasks(Map<String, String> masks) {
    if (masks.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(masks)
        .forEach(
            (column, mask) ->
                text.append(column.length())
                    .append(':')
                    .append(column)
                    .append(mask.length())
                    .append(':')
                    .append(mask));
    return hex(text.toString());
  }

  private static String hex(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
