package io.nyala.sandbox.control;

import java.util.List;

/**
 * How one process is started.
 *
 * @param name unique in the sandbox; names its configuration, log, pid and ready file
 * @param library directory below {@code lib} that is its class path
 * @param configuration name of its configuration directory
 * @param mainClass fully qualified
 * @param jvmOptions options beside those that every process gets
 * @param arguments arguments after {@code --conf}
 */
record ProcessSpecification(
    String name,
    String library,
    String configuration,
    String mainClass,
    List<String> jvmOptions,
    List<String> arguments) {
  ProcessSpecification {
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
  }
}
