package io.nyala.sandbox.control;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** The processes of a sandbox in the order of their dependencies. */
final class Processes {
  static final List<List<String>> STOP_ORDER =
      List.of(
          List.of("coordinator"),
          List.of("executor1", "executor2", "policy-admin"),
          List.of("metastore"),
          List.of("namenode1", "namenode2"),
          List.of("hdfs"));

  static final List<String> NAMES = STOP_ORDER.stream().flatMap(List::stream).toList();

  private static final String INFRASTRUCTURE =
      "kdc,zookeeper,journalnode1,journalnode2,journalnode3";
  private static final String NAME_NODES = "namenode1,namenode2,zkfc1,zkfc2";
  private static final String DATA_NODES = "datanode1,datanode2,datanode3,datanode4";

  private final SandboxOptions options;

  Processes(SandboxOptions options) {
    this.options = options;
  }

  static String libraryOf(String service) {
    return switch (service) {
      case "hdfs", "namenode1", "namenode2" -> "hdfs";
      case "metastore" -> "metastore";
      case "executor1", "executor2" -> "executor";
      default -> "coordinator";
    };
  }

  List<ProcessSpecification> storage(SandboxLayout layout) {
    List<ProcessSpecification> storage = new ArrayList<>();
    if (options.nameNodeProcesses()) {
      storage.add(hdfs(layout, "hdfs", INFRASTRUCTURE + "," + DATA_NODES, "768m"));
      storage.add(hdfs(layout, "namenode1", "namenode1,zkfc1", "256m"));
      storage.add(hdfs(layout, "namenode2", "namenode2,zkfc2", "256m"));
    } else {
      storage.add(hdfs(layout, "hdfs", INFRASTRUCTURE + "," + NAME_NODES + "," + DATA_NODES, "1g"));
    }
    return storage;
  }

  private static ProcessSpecification hdfs(
      SandboxLayout layout, String name, String roles, String heap) {
    return new ProcessSpecification(
        name,
        "hdfs",
        "hdfs",
        "io.nyala.sandbox.hdfs.HdfsMain",
        List.of(
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-Djava.security.auth.login.config="
                + layout.configuration("hdfs").resolve("jaas.conf")),
        List.of("--roles", roles, "--name", name));
  }

  List<ProcessSpecification> services() {
    return wanted(
        new ProcessSpecification(
            "metastore",
            "metastore",
            "metastore",
            "io.nyala.sandbox.metastore.MetastoreMain",
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            List.of()),
        new ProcessSpecification(
            "policy-admin",
            "coordinator",
            "policy-admin",
            "io.nyala.security.admin.PolicyAdminMain",
            List.of("-Xmx256m", "-XX:+UseSerialGC"),
            List.of()));
  }

  List<ProcessSpecification> servers() {
    return wanted(
        new ProcessSpecification(
            "coordinator",
            "coordinator",
            "coordinator",
            "io.nyala.server.launcher.CoordinatorMain",
            List.of("-Xmx1g"),
            List.of()),
        executor("executor1"),
        executor("executor2"));
  }

  private static ProcessSpecification executor(String name) {
    return new ProcessSpecification(
        name,
        "executor",
        name,
        "io.nyala.executor.daemon.ExecutorMain",
        List.of("-Xmx1g"),
        List.of());
  }

  private List<ProcessSpecification> wanted(ProcessSpecification... all) {
    return Stream.of(all)
        .filter(specification -> options.services().contains(specification.name()))
        .toList();
  }

  ProcessSpecification byName(SandboxLayout layout, String name) {
    return Stream.of(storage(layout), services(), servers())
        .flatMap(List::stream)
        .filter(specification -> specification.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("No process is called '" + name + "'"));
  }
}
