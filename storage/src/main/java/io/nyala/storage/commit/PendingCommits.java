package io.nyala.storage.commit;

import io.nyala.spi.catalog.TableName;
import io.nyala.storage.snapshot.DataFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commit records of one moment, as readers must respect them. Immutable. */
public final class PendingCommits {
  public static final PendingCommits NONE = new PendingCommits(Map.of(), Map.of());

  private final Map<TableName, String> versions;
  private final Map<TableName, Set<String>> hidden;

  private PendingCommits(Map<TableName, String> versions, Map<TableName, Set<String>> hidden) {
    this.versions = versions;
    this.hidden = hidden;
  }

  static PendingCommits of(List<CommitLog.Entry> entries) {
    Map<TableName, String> versions = new HashMap<>();
    Map<TableName, Set<String>> hidden = new HashMap<>();
    for (CommitLog.Entry entry : entries) {
      if (entry.state() == CommitState.INTENT || entry.state() == CommitState.ROLLBACK) {
        continue;
      }
      CommitRecord record = entry.record();
      versions.merge(
          record.table(), record.queryId() + entry.state().suffix(), (a, b) -> a + "," + b);
      Set<String> paths = hidden.computeIfAbsent(record.table(), table -> new HashSet<>());
      if (entry.state() == CommitState.COMMIT) {
        record.moves().forEach(move -> paths.add(move.target()));
      } else if (entry.state() == CommitState.APPLIED) {
        paths.addAll(record.deletes());
      }
    }
    return new PendingCommits(versions, hidden);
  }

  /**
   * Changes whenever a commit of the table moves on; a listing belongs to the version it was made
   * under.
   */
  public String version(TableName table) {
    return versions.getOrDefault(table, "");
  }

  /** The files that readers of the table may see. */
  public List<DataFile> visible(TableName table, List<DataFile> files) {
    Set<String> paths = hidden.getOrDefault(table, Set.of());
    if (paths.isEmpty()) {
      return files;
    }
    List<DataFile> visible = new ArrayList<>(files.size());
    for (DataFile file : files) {
      if (!paths.contains(file.path())) {
        visible.add(file);
      }
    }
    return visible;
  }
}
