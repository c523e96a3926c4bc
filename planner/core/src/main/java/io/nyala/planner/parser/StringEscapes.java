package io.nyala.planner.parser;

/**
 * Values of Hive's string literals. Adjacent quoted runs join: {@code 'it''s'} is {@code its}. Back
 * slash escapes: {@code \n \r \t \b \0 \Z}, {@code \'}, {@code \"}, {@code \\}, three octal digits,
 * {@code \}{@code uXXXX}; {@code \%} and {@code \_} keep their back slash because LIKE reads it;
 * any other escaped character stands for itself.
 */
final class StringEscapes {
  private StringEscapes() {}

  static String unescape(String literal) {
    StringBuilder value = new StringBuilder(literal.length());
    int quote = -1;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (quote < 0) {
        if (c == '\'' || c == '"') {
          quote = c;
        }
      } else if (c == quote) {
        quote = -1;
      } else if (c == '\\' && i + 1 < literal.length()) {
        i = escape(literal, i, value);
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  /**
   * Appends what the escape at {@code at} stands for and returns the index of its last character.
   */
  private static int escape(String text, int at, StringBuilder value) {
    if (at + 6 <= text.length() && text.charAt(at + 1) == 'u') {
      int code = digits(text, at + 2, 4, 16);
      if (code >= 0) {
        value.append((char) code);
        return at + 5;
      }
    }
    if (at + 4 <= text.length() && text.charAt(at + 1) >= '0' && text.charAt(at + 1) <= '1') {
      int code = digits(text, at + 1, 3, 8);
      if (code >= 0) {
        value.append((char) code);
        return at + 3;
      }
    }
    char c = text.charAt(at + 1);
    switch (c) {
      case '0' -> value.append('\0');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'b' -> value.append('\b');
      case 'Z' -> value.append('\u001A');
      case '%' -> value.append("\\%");
      case '_' -> value.append("\\_");
      default -> value.append(c);
    }
    return at + 1;
  }

  private static int digits(String text, int from, int count, int radix) {
    int code = 0;
    for (int i = from; i < from + count; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      code = code * radix + digit;
    }
    return code;
  }
}
