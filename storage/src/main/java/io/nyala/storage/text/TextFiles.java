package io.nyala.storage.text;

import java.util.Locale;
import java.util.Map;

/** What a text file's name and its table's parameters say about reading it. */
public final class TextFiles {
  /** Above this number of header lines they might not all lie in the first split. */
  private static final int MAX_HEADER_IN_SPLIT = 100;

  private TextFiles() {}

  /** Number of lines to skip at the start of each file. */
  public static int headerLines(Map<String, String> tableParameters) {
    return count(tableParameters.get("skip.header.line.count"));
  }

  /** Number of lines to skip at the end of each file. */
  public static int footerLines(Map<String, String> tableParameters) {
    return count(tableParameters.get("skip.footer.line.count"));
  }

  private static int count(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(text.trim()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** True if ranges of the file can be read on their own. */
  public static boolean isSplittable(String fileName, Map<String, String> tableParameters) {
    return !isCompressed(fileName)
        && footerLines(tableParameters) == 0
        && headerLines(tableParameters) <= MAX_HEADER_IN_SPLIT;
  }

  /** True for the extensions of Hadoop's codecs. */
  public static boolean isCompressed(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".gz")
        || name.endsWith(".bz2")
        || name.endsWith(".deflate")
        || name.endsWith(".zst")
        || name.endsWith(".lz4")
        || name.endsWith(".lzo")
        || name.endsWith(".snappy");
  }
}
