package io.nyala.it.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of statements with what each must answer. Blocks are separated by blank lines; lines that
 * start with {@code #} are comments:
 *
 * <pre>
 * user alice                    who runs what follows; until then the file's default user
 *
 * statement ok                  must succeed
 * CREATE TABLE …
 *
 * statement error 42S02/10001 Table not found 'nope'
 * SELECT * FROM nope            SQLSTATE/code and a part of the message
 *
 * query rowsort                 rows are compared after sorting; without it in order
 * SELECT …
 * ----
 * 1|a                           columns separated by |, NULL as NULL
 * </pre>
 */
final class SqlTestFile {
  private final Path path;
  private final List<SqlTestCase> cases;

  private SqlTestFile(Path path, List<SqlTestCase> cases) {
    this.path = path;
    this.cases = cases;
  }

  static SqlTestFile read(Path path) throws IOException {
    List<SqlTestCase> cases = new ArrayList<>();
    List<String> block = new ArrayList<>();
    String user = "admin";
    int start = 1;
    List<String> lines = new ArrayList<>(Files.readAllLines(path));
    lines.add("");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean insideResult = block.contains("----");
      if (line.isBlank()) {
        if (!block.isEmpty()) {
          if (block.get(0).startsWith("user ")) {
            user = block.get(0).substring(5).trim();
          } else {
            cases.add(SqlTestCase.parse(path, start, user, block));
          }
          block.clear();
        }
      } else if (insideResult || !line.startsWith("#")) {
        if (block.isEmpty()) {
          start = i + 1;
        }
        block.add(line);
      }
    }
    return new SqlTestFile(path, cases);
  }

  Path path() {
    return path;
  }

  List<SqlTestCase> cases() {
    return cases;
  }
}
