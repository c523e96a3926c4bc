package io.nyala.storage.hdfs;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * File systems as the process's login user sees them. Every method that asks the NameNode counts
 * the call, so that profiles can show it. Failover and retries are those of the cluster's {@code
 * hdfs-site.xml}. Thread-safe; methods block and belong on I/O or coordinator threads, never on
 * executor workers.
 */
public final class HdfsAccess {
  private final Configuration hadoop;
  private final LongAdder nameNodeCalls = new LongAdder();

  public HdfsAccess(Configuration hadoop) {
    this.hadoop = requireNonNull(hadoop);
  }

  public Configuration configuration() {
    return hadoop;
  }

  /** NameNode calls made through this object so far. */
  public long nameNodeCalls() {
    return nameNodeCalls.sum();
  }

  /** Counts calls that a caller makes on {@link #fileSystem} directly. */
  public void countNameNodeCalls(long calls) {
    nameNodeCalls.add(calls);
  }

  /** The shared file system of a path; never close it. */
  public FileSystem fileSystem(Path path) {
    try {
      return path.getFileSystem(hadoop);
    } catch (IOException e) {
      throw failed("reach the file system of", path, e);
    }
  }

  /** The path with scheme and authority. */
  public Path qualify(String location) {
    Path path = new Path(location);
    return fileSystem(path).makeQualified(path);
  }

  /** Status of a path, or null if there is nothing. */
  public @org.jspecify.annotations.Nullable FileStatus statusOrNull(Path path) {
    nameNodeCalls.increment();
    try {
      return fileSystem(path).getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw failed("read the status of", path, e);
    }
  }

  /**
   * Files and directories directly below a directory, with block locations; null if the directory
   * does not exist.
   */
  public @org.jspecify.annotations.Nullable RemoteIterator<LocatedFileStatus> listOrNull(
      Path directory) {
    nameNodeCalls.increment();
    try {
      return fileSystem(directory).listLocatedStatus(directory);
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw failed("list", directory, e);
    }
  }

  /** Creates a directory with its parents. */
  public void createDirectory(Path directory) {
    nameNodeCalls.increment();
    try {
      if (!fileSystem(directory).mkdirs(directory)) {
        throw new NyalaException(
            ErrorCode.STORAGE_ERROR, "Cannot create the directory " + directory);
      }
    } catch (IOException e) {
      throw failed("create the directory", directory, e);
    }
  }

  /** Deletes a file or a whole directory; false if there was nothing. */
  public boolean delete(Path path) {
    nameNodeCalls.increment();
    try {
      return fileSystem(path).delete(path, true);
    } catch (IOException e) {
      throw failed("delete", path, e);
    }
  }

  /** Renames; false if the source is missing or the target exists. */
  public boolean rename(Path source, Path target) {
    nameNodeCalls.increment();
    try {
      return fileSystem(source).rename(source, target);
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw failed("rename", source, e);
    }
  }

  /** The error a client may see for a failed file system call. */
  public static NyalaException failed(String what, Path path, IOException cause) {
    return new NyalaException(
        ErrorCode.STORAGE_ERROR, "Cannot " + what + " " + path + ": " + firstLine(cause), cause);
  }

  /** First line of an exception's message: Hadoop appends remote stack traces to it. */
  public static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isEmpty()) {
      return cause.getClass().getSimpleName();
    }
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
