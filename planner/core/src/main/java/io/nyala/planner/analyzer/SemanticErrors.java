package io.nyala.planner.analyzer;

import io.nyala.planner.parser.Location;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;

/** Errors of analysis in Hive's wording. */
final class SemanticErrors {
  private SemanticErrors() {}

  /** {@code SemanticException [Error n]: Line l:c message}. */
  static NyalaException at(ErrorCode code, Location location, String message) {
    return new NyalaException(code, prefix(code) + line(location) + message);
  }

  /** Without a place in the text. */
  static NyalaException general(ErrorCode code, String message) {
    return new NyalaException(code, prefix(code) + message);
  }

  /** Adds the place to an error of the function registry, whose messages have none. */
  static NyalaException located(NyalaException cause, Location location) {
    if (cause.code() == ErrorCode.INTERNAL_ERROR) {
      return cause;
    }
    return new NyalaException(
        cause.code(), prefix(cause.code()) + line(location) + cause.getMessage(), cause);
  }

  static NyalaException notSupported(Location location, String what) {
    return at(ErrorCode.NOT_SUPPORTED, location, "Not supported: " + what);
  }

  private static String prefix(ErrorCode code) {
    boolean named = code.vendorCode() >= 10_000 && code.vendorCode() < 40_000;
    return named ? "SemanticException [Error " + code.vendorCode() + "]: " : "SemanticException ";
  }

  private static String line(Location location) {
    return location.line() > 0 ? "Line " + location + " " : "";
  }
}
