package io.nyala.storage.snapshot;

import io.nyala.spi.catalog.TableName;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.commit.PendingCommits;
import io.nyala.storage.hdfs.HdfsAccess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * Cached listings of data directories. A listing older than the freshness bound is used only if the
 * directory's modification time proves it; one that was made under other commit records than now
 * exist is never used. Thread-safe; blocks on the NameNode.
 */
public final class FileListings {
  private static final int MAX_CACHED_DIRECTORIES = 100_000;

  /**
   * A directory changed so shortly before it was listed may change again within the same
   * millisecond unseen.
   */
  private static final long SETTLE_MILLIS = 2_000;

  private final HdfsAccess hdfs;
  private final long freshNanos;
  private final Object lock = new Object();

  // guarded by lock; in order of use
  private final Map<String, Listing> listings =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Listing> eldest) {
          return size() > MAX_CACHED_DIRECTORIES;
        }
      };

  public FileListings(HdfsAccess hdfs, StorageConfig config) {
    this.hdfs = hdfs;
    this.freshNanos = TimeUnit.MILLISECONDS.toNanos(config.listingFreshnessMillis());
  }

  /** Forgets all listings; REFRESH and replanning call it. */
  public void invalidateAll() {
    synchronized (lock) {
      listings.clear();
    }
  }

  /** Forgets the listings at and below a location. */
  public void invalidate(String location) {
    String below = location.endsWith("/") ? location : location + "/";
    synchronized (lock) {
      listings.keySet().removeIf(path -> path.equals(location) || path.startsWith(below));
    }
  }

  /**
   * Visible data files at and below a directory in the order of their paths, without hidden ones
   * and without those that {@code pending} hides from readers of the table; empty if the directory
   * does not exist.
   *
   * @throws io.nyala.spi.error.NyalaException STORAGE_ERROR
   */
  List<DataFile> files(TableName table, String location, PendingCommits pending) {
    String version = pending.version(table);
    Listing known;
    synchronized (lock) {
      known = listings.get(location);
    }
    if (known == null || !known.commitVersion().equals(version) || !isValid(known, location)) {
      known = load(location, version);
      synchronized (lock) {
        listings.put(location, known);
      }
    }
    return pending.visible(table, known.files());
  }

  private boolean isValid(Listing known, String location) {
    if (System.nanoTime() - known.loadedNanos() <= freshNanos) {
      return true;
    }
    if (!known.provable()) {
      return false;
    }
    long asked = System.nanoTime();
    FileStatus status = hdfs.statusOrNull(new Path(location));
    if (status == null || status.getModificationTime() != known.directoryTime()) {
      return false;
    }
    synchronized (lock) {
      listings.put(location, known.renewed(asked));
    }
    return true;
  }

  private Listing load(String location, String commitVersion) {
    Path directory = new Path(location);
    long asked = System.nanoTime();
    long askedMillis = System.currentTimeMillis();
    FileStatus status = hdfs.statusOrNull(directory);
    if (status == null) {
      return new Listing(List.of(), commitVersion, 0, false, asked);
    }
    if (status.isFile()) {
      return new Listing(collectFile(directory), commitVersion, 0, false, asked);
    }
    List<DataFile> files = new ArrayList<>();
    boolean flat = collect(directory, files);
    files.sort(Comparator.comparing(DataFile::path));
    boolean provable = flat && status.getModificationTime() + SETTLE_MILLIS < askedMillis;
    return new Listing(
        List.copyOf(files), commitVersion, status.getModificationTime(), provable, asked);
  }

  private List<DataFile> collectFile(Path file) {
    List<DataFile> files = new ArrayList<>();
    collect(file, files);
    return List.copyOf(files);
  }

  /** Adds the files below a directory; true if it has no visible subdirectories. */
  private boolean collect(Path directory, List<DataFile> files) {
    RemoteIterator<LocatedFileStatus> entries = hdfs.listOrNull(directory);
    if (entries == null) {
      return false;
    }
    boolean flat = true;
    try {
      while (entries.hasNext()) {
        LocatedFileStatus entry = entries.next();
        if (isHidden(entry.getPath().getName())) {
          continue;
        }
        if (entry.isDirectory()) {
          flat = false;
          collect(entry.getPath(), files);
        } else {
          files.add(file(entry));
        }
      }
      return flat;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw HdfsAccess.failed("list", directory, e);
    }
  }

  /** Hive's rule: names that start with an underscore or a dot are not data. */
  public static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private static DataFile file(LocatedFileStatus status) throws IOException {
    List<DataFile.Block> blocks = new ArrayList<>();
    for (BlockLocation location : status.getBlockLocations()) {
      List<String> hosts = List.of(location.getHosts());
      List<String> racks = new ArrayList<>();
      String[] topology = location.getTopologyPaths();
      for (int i = 0; i < hosts.size(); i++) {
        racks.add(topology != null && i < topology.length ? rack(topology[i]) : "");
      }
      blocks.add(new DataFile.Block(location.getOffset(), location.getLength(), hosts, racks));
    }
    long id = status instanceof HdfsFileStatus hdfsStatus ? hdfsStatus.getFileId() : 0;
    return new DataFile(
        status.getPath().toString(),
        id,
        status.getLen(),
        status.getModificationTime(),
        status.getBlockSize(),
        blocks);
  }

  private static String rack(String topologyPath) {
    int end = topologyPath.lastIndexOf('/');
    return end <= 0 ? "" : topologyPath.substring(0, end);
  }

  /** Files of one directory as listed at one moment. */
  private record Listing(
      List<DataFile> files,
      String commitVersion,
      long directoryTime,
      boolean provable,
      long loadedNanos) {
    Listing renewed(long nanos) {
      return new Listing(files, commitVersion, directoryTime, provable, nanos);
    }
  }
}
