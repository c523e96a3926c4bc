package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.regex.Matcher;

/** LIKE and regular expressions. */
public final class PatternKernels {
  private PatternKernels() {}

  public static boolean like(ByteRange text, ByteRange pattern, LikePattern state) {
    return state.matches(text, pattern);
  }

  /** True if a part of the text matches; never for the empty pattern. */
  public static boolean rlike(ByteRange text, ByteRange pattern, RegularExpression state) {
    return pattern.length > 0 && state.matcher(text, pattern).find();
  }

  public static void regexpReplace(
      ByteRange text,
      ByteRange pattern,
      ByteRange replacement,
      RegularExpression state,
      BytesBuilder result) {
    Matcher matcher = state.matcher(text, pattern);
    try {
      result.append(matcher.replaceAll(replacement.toString()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new NyalaException(
          ErrorCode.SEMANTIC_ERROR,
          "Invalid replacement in regexp_replace: "
              + e.getMessage()
              + "; write \\$ for a dollar sign",
          e);
    }
  }

  public static void regexpExtract(
      ByteRange text, ByteRange pattern, RegularExpression state, BytesBuilder result) {
    regexpExtract(text, pattern, 1, state, result);
  }

  public static void regexpExtract(
      ByteRange text, ByteRange pattern, long group, RegularExpression state, BytesBuilder result) {
    Matcher matcher = state.matcher(text, pattern);
    if (group < 0 || group > matcher.groupCount()) {
      throw new NyalaException(
          ErrorCode.ARGUMENT_TYPE,
          "regexp_extract: the pattern has " + matcher.groupCount() + " groups, not " + group);
    }
    if (matcher.find()) {
      String found = matcher.group((int) group);
      if (found != null) {
        result.append(found);
      }
    }
  }
}
