package io.nyala.sandbox.control;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a start brings up.
 *
 * @param services names of the services wanted, from {@link #ALL}; {@code hdfs} is always among
 *     them
 * @param nameNodeProcesses whether each NameNode with its failover controller is a process of its
 *     own, so that it can be killed
 */
public record SandboxOptions(Set<String> services, boolean nameNodeProcesses) {
  /** Every service of a whole sandbox. */
  public static final Set<String> ALL =
      Set.of("hdfs", "metastore", "policy-admin", "coordinator", "executor1", "executor2");

  public SandboxOptions {
    for (String service : services) {
      if (!ALL.contains(service)) {
        throw new IllegalArgumentException(
            "Unknown service '" + service + "': use some of " + new TreeSet<>(ALL));
      }
    }
    Set<String> wanted = new TreeSet<>(services);
    wanted.add("hdfs");
    services = Set.copyOf(wanted);
  }

  /** The whole sandbox, HDFS in one JVM. */
  public static SandboxOptions whole() {
    return new SandboxOptions(ALL, false);
  }

  /** Some services only. */
  public static SandboxOptions of(String... services) {
    return new SandboxOptions(Set.of(services), false);
  }

  /** The same with each NameNode as a process. */
  public SandboxOptions withNameNodeProcesses() {
    return new SandboxOptions(services, true);
  }
}
