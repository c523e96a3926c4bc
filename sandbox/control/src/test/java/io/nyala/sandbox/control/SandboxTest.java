package io.nyala.sandbox.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  private static final Duration FAILOVER = Duration.ofSeconds(90);

  @TempDir java.nio.file.Path directory;
  private Sandbox sandbox;

  @BeforeEach
  void create() throws IOException {
    sandbox = new Sandbox(new SandboxLayout(directory), BuildOutput.installation());
  }

  @AfterEach
  void stop() throws Exception {
    sandbox.stop();
  }

  @Test
  void survivesTheLossOfNameNodesAndARestart() throws Exception {
    sandbox.start(SandboxOptions.of("metastore"), Progress.SILENT);
    assertThat(sandbox.process("metastore").isRunning()).isTrue();
    assertThat(Files.size(sandbox.layout().ticketCache("alice"))).isPositive();
    UserGroupInformation etl = login("etl");
    as(etl, files -> write(files, "/data/one", "first"));
    assertThat(catchAccess(login("alice"), files -> write(files, "/data/two", "denied")))
        .isInstanceOf(AccessControlException.class);

    String active = sandbox.hdfs().activeNameNode().orElseThrow();
    sandbox.hdfs().stop(active);
    String next = sandbox.hdfs().awaitActive(Optional.of(active), FAILOVER);
    assertThat(next).isNotEqualTo(active);
    as(etl, files -> write(files, "/data/two", "second"));
    sandbox.hdfs().start(active);
    assertThat(sandbox.hdfs().states()).containsEntry(active, "standby");

    List<ManagedProcess> processes = List.of(sandbox.process("hdfs"), sandbox.process("metastore"));
    List<ProcessHandle> handles =
        processes.stream().map(process -> process.handle().orElseThrow()).toList();
    assertThat(sandbox.stop()).containsExactly("metastore", "hdfs");
    assertThat(handles).noneMatch(ProcessHandle::isAlive);

    sandbox.start(SandboxOptions.of("hdfs").withNameNodeProcesses(), Progress.SILENT);
    UserGroupInformation again = login("etl");
    String role = sandbox.hdfs().activeNameNode().orElseThrow();
    sandbox.process(role).kill();
    String first = as(again, files -> read(files, "/data/one"));
    assertThat(first).isEqualTo("first");
    as(again, files -> write(files, "/data/three", "third"));
    sandbox.restart(role, SandboxOptions.of("hdfs").withNameNodeProcesses());
    String others = as(again, files -> read(files, "/data/two") + read(files, "/data/three"));
    assertThat(others).isEqualTo("secondthird");
    sandbox.stop();
    assertThat(sandbox.isRunning()).isFalse();
  }

  private interface FileAction<T> {
    T run(FileSystem files) throws IOException;
  }

  private UserGroupInformation login(String user) throws IOException {
    System.setProperty("java.security.krb5.conf", sandbox.layout().krb5Conf().toString());
    UserGroupInformation.setConfiguration(configuration());
    return UserGroupInformation.loginUserFromKeytabAndReturnUGI(
        SandboxPrincipals.of(user), sandbox.layout().keytab(user).toString());
  }

  private Configuration configuration() {
    Configuration conf = new Configuration();
    for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
      conf.addResource(new Path(sandbox.layout().clientConfiguration().resolve(file).toUri()));
    }
    return conf;
  }

  private <T> T as(UserGroupInformation user, FileAction<T> action) throws Exception {
    return user.doAs(
        (PrivilegedExceptionAction<T>)
            () -> {
              Configuration conf = configuration();
              try (FileSystem files =
                  FileSystem.newInstance(FileSystem.getDefaultUri(conf), conf)) {
                return action.run(files);
              }
            });
  }

  private <T> Exception catchAccess(UserGroupInformation user, FileAction<T> action)
      throws Exception {
    try {
      as(user, action);
    } catch (AccessControlException e) {
      return e;
    }
    throw new AssertionError("access was not denied");
  }

  private static boolean write(FileSystem files, String path, String content) throws IOException {
    try (OutputStream out = files.create(new Path(path))) {
      out.write(content.getBytes(UTF_8));
    }
    return true;
  }

  private static String read(FileSystem files, String path) throws IOException {
    try (InputStream in = files.open(new Path(path))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
