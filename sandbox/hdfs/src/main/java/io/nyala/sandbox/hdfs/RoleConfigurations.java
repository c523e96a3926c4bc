package io.nyala.sandbox.hdfs;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;

/**
 * Hadoop's configuration of each role: the files on the class path and, on top, what differs
 * between roles that share them (directories, ports, identities).
 */
final class RoleConfigurations {
  private final SandboxFile sandbox;

  RoleConfigurations(SandboxFile sandbox) {
    this.sandbox = sandbox;
  }

  /** What any client of this HDFS uses. */
  Configuration client() {
    return new HdfsConfiguration();
  }

  Configuration journalNode(Role role) {
    Configuration conf = new HdfsConfiguration();
    conf.set("dfs.journalnode.rpc-address", address(role + ".rpc"));
    conf.set("dfs.journalnode.https-address", address(role + ".https"));
    conf.set("dfs.journalnode.edits.dir", directory(role).toString());
    return conf;
  }

  /** For the NameNode itself, for its standby bootstrap and for its failover controller. */
  Configuration nameNode(int ordinal) {
    Configuration conf = new HdfsConfiguration();
    conf.set("dfs.nameservice.id", sandbox.nameservice());
    conf.set("dfs.ha.namenode.id", "nn" + ordinal);
    conf.set("dfs.namenode.name.dir", nameDirectory(ordinal).toUri().toString());
    return conf;
  }

  Path nameDirectory(int ordinal) {
    return directory(new Role(Role.Kind.NAMENODE, ordinal));
  }

  Configuration dataNode(Role role) {
    Configuration conf = new HdfsConfiguration();
    conf.set("dfs.datanode.hostname", "dn" + role.ordinal());
    conf.set("dfs.datanode.address", address(role + ".data"));
    conf.set("dfs.datanode.ipc.address", address(role + ".ipc"));
    conf.set("dfs.datanode.https.address", address(role + ".https"));
    conf.set("dfs.datanode.data.dir", directory(role).toUri().toString());
    return conf;
  }

  private Path directory(Role role) {
    return sandbox.dataDirectory("hdfs").resolve(role.toString());
  }

  private String address(String port) {
    return "localhost:" + sandbox.port(port);
  }
}
