package io.nyala.sandbox.control.tour;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A result set as aligned lines of text. */
final class TextTable {
  private static final int WIDEST = 60;

  private TextTable() {}

  /** Label line and at most {@code limit} rows; a last line tells how many more there were. */
  static List<String> of(ResultSet rows, int limit) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    List<String[]> cells = new ArrayList<>();
    String[] labels = new String[count];
    for (int i = 0; i < count; i++) {
      labels[i] = columns.getColumnLabel(i + 1);
    }
    cells.add(labels);
    long more = 0;
    while (rows.next()) {
      if (cells.size() > limit) {
        more++;
        continue;
      }
      String[] row = new String[count];
      for (int i = 0; i < count; i++) {
        row[i] = cell(rows.getString(i + 1));
      }
      cells.add(row);
    }
    List<String> lines = align(cells, count);
    if (more > 0) {
      lines.add("... and " + more + " more rows");
    }
    return lines;
  }

  private static String cell(String value) {
    if (value == null) {
      return "NULL";
    }
    String line = value.replace('\n', ' ');
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 3) + "...";
  }

  private static List<String> align(List<String[]> cells, int count) {
    int[] widths = new int[count];
    for (String[] row : cells) {
      for (int i = 0; i < count; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < count; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
