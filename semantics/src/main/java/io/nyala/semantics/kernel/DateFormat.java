package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of letters as java.time's DateTimeFormatter takes, compiled when it changes. One per
 * call site, not thread-safe.
 */
public final class DateFormat {
  private final ByteRange lastPattern = new ByteRange();
  private @Nullable DateTimeFormatter formatter;

  private DateTimeFormatter formatter(ByteRange pattern) {
    DateTimeFormatter current = formatter;
    if (current == null || !ByteRange.equal(pattern, lastPattern)) {
      byte[] copy = pattern.toByteArray();
      lastPattern.set(copy, 0, copy.length);
      try {
        current = DateTimeFormatter.ofPattern(pattern.toString(), Locale.ENGLISH);
      } catch (IllegalArgumentException e) {
        throw new NyalaException(
            ErrorCode.SEMANTIC_ERROR,
            "Invalid date format '" + pattern + "': " + e.getMessage(),
            e);
      }
      formatter = current;
    }
    return current;
  }

  void append(long seconds, int nanos, ByteRange pattern, BytesBuilder result) {
    LocalDateTime value = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
    try {
      result.append(formatter(pattern).format(value));
    } catch (DateTimeException e) {
      throw new NyalaException(
          ErrorCode.SEMANTIC_ERROR,
          "Date format '" + pattern + "' asks for something that a timestamp does not have",
          e);
    }
  }

  /** Parses; midnight if the pattern has no time; null if the text does not fit. */
  @Nullable LocalDateTime parse(ByteRange text, ByteRange pattern) {
    try {
      TemporalAccessor parsed = formatter(pattern).parse(text.toString());
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null) {
        return null;
      }
      var time = parsed.query(TemporalQueries.localTime());
      return time == null ? date.atStartOfDay() : date.atTime(time);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
