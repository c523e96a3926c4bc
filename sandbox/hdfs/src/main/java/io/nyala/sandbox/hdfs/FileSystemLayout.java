package io.nyala.sandbox.hdfs;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;

/**
 * Waits until HDFS takes writes and makes the directories that its users expect, as the superuser.
 */
final class FileSystemLayout {
  private static final int RETRY_MILLIS = 100;

  private record Directory(String path, String owner, String group, String permissions) {}

  private static final List<Directory> DIRECTORIES =
      List.of(
          new Directory("/tmp", "hdfs", "hadoop", "1777"),
          new Directory("/user", "hdfs", "hadoop", "755"),
          new Directory("/user/nyala", "nyala", "hadoop", "750"),
          new Directory("/user/hive", "hive", "hadoop", "750"),
          new Directory("/user/admin", "admin", "admins", "750"),
          new Directory("/user/alice", "alice", "analysts", "750"),
          new Directory("/user/audrey", "audrey", "auditors", "750"),
          new Directory("/user/etl", "etl", "etl", "750"),
          new Directory("/data", "etl", "hadoop", "775"),
          new Directory("/warehouse", "nyala", "hadoop", "770"),
          new Directory("/warehouse/managed", "nyala", "hadoop", "770"),
          new Directory("/warehouse/external", "nyala", "hadoop", "770"));

  private FileSystemLayout() {}

  static void prepare(Configuration conf, int dataNodes, Duration limit)
      throws IOException, InterruptedException {
    URI root = FileSystem.getDefaultUri(conf);
    try (DistributedFileSystem files = (DistributedFileSystem) FileSystem.newInstance(root, conf)) {
      awaitWritable(files, dataNodes, System.nanoTime() + limit.toNanos());
      for (Directory directory : DIRECTORIES) {
        Path path = new Path(directory.path());
        if (!files.exists(path)) {
          files.mkdirs(path);
          files.setOwner(path, directory.owner(), directory.group());
          files.setPermission(path, new FsPermission(directory.permissions()));
        }
      }
    }
  }

  private static void awaitWritable(DistributedFileSystem files, int dataNodes, long deadline)
      throws IOException, InterruptedException {
    while (true) {
      String problem = problem(files, dataNodes);
      if (problem.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("HDFS does not take writes: " + problem);
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private static String problem(DistributedFileSystem files, int dataNodes) {
    try {
      if (files.setSafeMode(SafeModeAction.GET)) {
        return "the active NameNode is in safe mode";
      }
      int live = files.getDataNodeStats(DatanodeReportType.LIVE).length;
      return live < dataNodes ? live + " of " + dataNodes + " DataNodes are live" : "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
