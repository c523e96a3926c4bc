package io.nyala.sandbox.control;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the sandbox, known by the id and the start time noted when it was started: an id
 * alone may belong to somebody else by now. Outlives the launcher that started it.
 */
public final class ManagedProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final SandboxLayout layout;
  private final String name;
  private final Path pidFile;

  ManagedProcess(SandboxLayout layout, String name) {
    this.layout = layout;
    this.name = name;
    this.pidFile = layout.run().resolve(name + ".pid");
  }

  public String name() {
    return name;
  }

  /**
   * Starts the process detached from the terminal, so that Ctrl-C reaches the launcher only and
   * ends everything in order.
   */
  void start(Installation installation, ProcessSpecification specification) throws IOException {
    Files.deleteIfExists(layout.readyFile(name));
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    installation.options(specification.library()).ifPresent(file -> command.add("@" + file));
    command.addAll(specification.jvmOptions());
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Djava.security.krb5.conf=" + layout.krb5Conf());
    command.add("-Dnyala.ready.file=" + layout.readyFile(name));
    command.add("-Dnyala.log.file=" + layout.log(name, "log"));
    Path conf = layout.configuration(specification.configuration());
    command.add("-Dlog4j2.configurationFile=" + conf.resolve("log4j2.xml"));
    command.add("-cp");
    command.add(conf + File.pathSeparator + installation.classPath(specification.library()));
    command.add(specification.mainClass());
    command.add("--conf");
    command.add(conf.toString());
    command.addAll(specification.arguments());
    File out = layout.log(name, "out").toFile();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(layout.run().toFile());
    builder.redirectErrorStream(true).redirectOutput(out).redirectInput(new File("/dev/null"));
    builder.environment().remove("KRB5CCNAME");
    builder.environment().remove("CLASSPATH");
    remember(builder.start().toHandle());
  }

  private void remember(ProcessHandle handle) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(handle.pid()));
    handle
        .info()
        .startInstant()
        .ifPresent(start -> properties.setProperty("start", Long.toString(start.toEpochMilli())));
    try (Writer writer = Files.newBufferedWriter(pidFile)) {
      properties.store(writer, name);
    }
  }

  /** The process, if it runs: same id and same start time as noted. */
  public Optional<ProcessHandle> handle() {
    if (Files.notExists(pidFile)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(pidFile)) {
      properties.load(reader);
    } catch (IOException e) {
      return Optional.empty();
    }
    String pid = properties.getProperty("pid");
    if (pid == null) {
      return Optional.empty();
    }
    String start = properties.getProperty("start");
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .map(millis -> Long.toString(millis).equals(start))
                    .orElse(start == null));
  }

  public boolean isRunning() {
    return handle().isPresent();
  }

  /** What the process announced, empty until it is ready. */
  public Optional<String> announcement() {
    try {
      return Optional.of(Files.readString(layout.readyFile(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Waits until the process is ready; fails with the end of its output if it ends first or takes
   * too long.
   */
  void awaitReady(Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (announcement().isEmpty()) {
      if (!isRunning()) {
        throw new IOException(name + " ended during its start\n" + tail());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(name + " is not ready after " + limit.toSeconds() + " s\n" + tail());
      }
      Thread.sleep(50);
    }
  }

  private String tail() {
    StringBuilder text = new StringBuilder();
    for (String kind : List.of("out", "log")) {
      Path file = layout.log(name, kind);
      try {
        List<String> lines = Files.readAllLines(file);
        text.append("  ").append(file).append(":\n");
        lines
            .subList(Math.max(0, lines.size() - 12), lines.size())
            .forEach(line -> text.append("    ").append(line).append('\n'));
      } catch (IOException e) {
        text.append("  ").append(file).append(": ").append(e.getMessage()).append('\n');
      }
    }
    return text.toString();
  }

  /** Asks the process to end and, past the limit, ends it. Does nothing if it does not run. */
  public void stop(Duration limit) throws IOException, InterruptedException {
    Optional<ProcessHandle> running = handle();
    if (running.isPresent()) {
      running.get().destroy();
      if (!ends(running.get(), limit)) {
        running.get().destroyForcibly();
        ends(running.get(), limit);
      }
    }
    Files.deleteIfExists(layout.readyFile(name));
    Files.deleteIfExists(pidFile);
  }

  /**
   * Ends the process at once, as a crash would; its pid file stays, so that the sandbox knows that
   * it should run.
   */
  public void kill() throws InterruptedException {
    Optional<ProcessHandle> running = handle();
    if (running.isPresent()) {
      running.get().destroyForcibly();
      ends(running.get(), Duration.ofSeconds(10));
    }
  }

  private static boolean ends(ProcessHandle handle, Duration limit) throws InterruptedException {
    try {
      handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      return !handle.isAlive();
    }
  }

  /** Resident memory in bytes, or 0 where the system does not tell. */
  public long residentBytes() {
    Optional<ProcessHandle> running = handle();
    if (running.isEmpty()) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + running.get().pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
