package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A Java regular expression, compiled when it changes. One per call site, not thread-safe. */
public final class RegularExpression {
  private final ByteRange lastPattern = new ByteRange();
  private @Nullable Pattern compiled;

  Matcher matcher(ByteRange text, ByteRange pattern) {
    Pattern current = compiled;
    if (current == null || !ByteRange.equal(pattern, lastPattern)) {
      byte[] copy = pattern.toByteArray();
      lastPattern.set(copy, 0, copy.length);
      try {
        current = Pattern.compile(pattern.toString());
      } catch (PatternSyntaxException e) {
        throw new NyalaException(
            ErrorCode.SEMANTIC_ERROR,
            "Invalid regular expression: " + e.getDescription() + " near index " + e.getIndex(),
            e);
      }
      compiled = current;
    }
    return current.matcher(text.toString());
  }
}
