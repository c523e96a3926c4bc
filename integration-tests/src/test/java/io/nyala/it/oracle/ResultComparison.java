package io.nyala.it.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares Nyala's rows with the oracle's. Text, dates and integers must be equal; doubles to 1e-9
 * relative; a decimal must equal the oracle's value rounded to the decimal's own scale, one unit of
 * the last place being allowed where the oracle computes in double. Rows are compared as a
 * multiset: ORDER BY leaves ties open.
 */
public final class ResultComparison {
  private static final double RELATIVE = 1e-9;

  private ResultComparison() {}

  /** All rows; numbers as BigDecimal or Double, everything else as text, SQL NULL as null. */
  public static List<List<Object>> read(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<List<Object>> result = new ArrayList<>();
    while (rows.next()) {
      List<Object> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        row.add(normal(rows.getObject(i)));
      }
      result.add(row);
    }
    return result;
  }

  private static Object normal(Object value) {
    if (value == null || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Number) {
      return new BigDecimal(value.toString());
    }
    String text = value.toString();
    return text.endsWith(" 00:00:00.0") ? text.substring(0, 10) : text;
  }

  /** Empty if equal, else the first difference in words. */
  public static Optional<String> difference(
      List<List<Object>> actual, List<List<Object>> expected) {
    if (actual.size() != expected.size()) {
      return Optional.of("rows: " + actual.size() + ", expected " + expected.size());
    }
    List<List<Object>> left = sorted(actual);
    List<List<Object>> right = sorted(expected);
    for (int i = 0; i < left.size(); i++) {
      List<Object> a = left.get(i);
      List<Object> b = right.get(i);
      if (a.size() != b.size()) {
        return Optional.of("columns: " + a.size() + ", expected " + b.size());
      }
      for (int column = 0; column < a.size(); column++) {
        if (!same(a.get(column), b.get(column))) {
          return Optional.of("row " + i + " column " + (column + 1) + ": " + a + ", expected " + b);
        }
      }
    }
    return Optional.empty();
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> copy = new ArrayList<>(rows);
    copy.sort(Comparator.comparing(ResultComparison::sortText));
    return copy;
  }

  /** Text first, numbers coarsely: two rows that differ only within the tolerance sort alike. */
  private static String sortText(List<Object> row) {
    StringBuilder text = new StringBuilder();
    for (Object value : row) {
      if (!(value instanceof Number)) {
        text.append(value).append('\u0001');
      }
    }
    for (Object value : row) {
      if (value instanceof Number number) {
        text.append(String.format("%+030.3f", number.doubleValue())).append('\u0001');
      }
    }
    return text.toString();
  }

  private static boolean same(Object actual, Object expected) {
    if (actual == null || expected == null) {
      return actual == expected;
    }
    if (actual instanceof Number a && expected instanceof Number b) {
      if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
        return x.compareTo(y.setScale(Math.min(x.scale(), y.scale()), RoundingMode.HALF_UP)) == 0
            || x.compareTo(y) == 0;
      }
      if (a instanceof BigDecimal x) {
        double unit = Math.pow(10, -x.scale());
        return close(x.doubleValue(), b.doubleValue())
            || Math.abs(x.doubleValue() - b.doubleValue()) <= unit;
      }
      return close(a.doubleValue(), b.doubleValue());
    }
    return actual.equals(expected);
  }

  private static boolean close(double a, double b) {
    return a == b || Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
  }
}
