package io.nyala.sandbox.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One sandbox: its directory and its processes. {@link #start} and {@link #stop} may be called from
 * different launchers, one after the other; a lock file keeps two at the same time apart. Not for
 * use from several threads.
 */
public final class Sandbox {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

  private final SandboxLayout layout;
  private final Installation installation;
  private final Object launching = new Object();
  private boolean abandoned; // guarded by launching

  public Sandbox(SandboxLayout layout, Installation installation) {
    this.layout = layout;
    this.installation = installation;
  }

  public SandboxLayout layout() {
    return layout;
  }

  /** The ports in use; after the first start. */
  public SandboxPorts ports() throws IOException {
    return SandboxPorts.read(layout.ports());
  }

  /**
   * A process by name: {@code hdfs}, {@code namenode1}, {@code metastore}, {@code coordinator},
   * {@code executor1}.
   */
  public ManagedProcess process(String name) {
    return new ManagedProcess(layout, name);
  }

  /** States and single roles of HDFS. */
  public HdfsControl hdfs() {
    return new HdfsControl(
        layout, List.of(process("hdfs"), process("namenode1"), process("namenode2")));
  }

  /** Whether any process of this sandbox runs. */
  public boolean isRunning() {
    return Processes.NAMES.stream().anyMatch(name -> process(name).isRunning());
  }

  /**
   * Starts what does not run yet and returns when everything wanted is ready. If a process fails,
   * all are stopped and the end of its log is in the message.
   */
  public void start(SandboxOptions options, Progress progress)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    layout.create();
    try (FileChannel channel =
            FileChannel.open(
                layout.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new IOException("Another launcher is starting or stopping " + layout.root());
      }
      if (!isRunning()) {
        configure(options);
      }
      progress.done("configuration", since(begin));
      startProcesses(new Processes(options), progress);
    } catch (IOException | InterruptedException | RuntimeException e) {
      stop();
      throw e;
    }
    progress.done("services ready", since(begin));
  }

  private void configure(SandboxOptions options) throws IOException, InterruptedException {
    for (String service : options.services()) {
      installation.classPath(Processes.libraryOf(service));
    }
    SandboxLayout.writePrivate(layout.controlToken(), randomHex());
    if (Files.notExists(layout.decisionKey())) {
      SandboxLayout.writePrivate(layout.decisionKey(), randomHex());
    }
    SandboxPorts ports = SandboxPorts.choose(layout.ports(), new SecureRandom());
    new SandboxConfiguration(layout, ports).write(Certificates.prepare(layout));
  }

  /**
   * First storage; what logs in by Kerberos once the KDC answers; what reads data once HDFS and the
   * metastore are there.
   */
  private void startProcesses(Processes processes, Progress progress)
      throws IOException, InterruptedException {
    List<Callable<Void>> storage = new ArrayList<>();
    for (ProcessSpecification specification : processes.storage(layout)) {
      launch(specification);
      storage.add(() -> startAndWait(specification, progress));
    }
    storage.add(
        () -> {
          awaitKdc();
          List<Callable<Void>> services = new ArrayList<>();
          for (ProcessSpecification specification : processes.services()) {
            services.add(() -> startAndWait(specification, progress));
          }
          services.add(() -> refreshTickets(progress));
          together(services);
          return null;
        });
    together(storage);
    List<Callable<Void>> servers = new ArrayList<>();
    for (ProcessSpecification specification : processes.servers()) {
      servers.add(() -> startAndWait(specification, progress));
    }
    together(servers);
  }

  private static String randomHex() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private Void startAndWait(ProcessSpecification specification, Progress progress)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    launch(specification);
    process(specification.name()).awaitReady(START_LIMIT);
    progress.done(specification.name(), since(begin));
    return null;
  }

  /** Starts the process unless it runs. */
  private void launch(ProcessSpecification specification) throws IOException {
    synchronized (launching) {
      if (abandoned) {
        throw new IOException("The start was interrupted");
      }
      ManagedProcess process = process(specification.name());
      if (!process.isRunning()) {
        process.start(installation, specification);
      }
    }
  }

  /**
   * Ends every process for good, also while {@link #start} is under way in another thread: nothing
   * is started after this.
   */
  public void abandon() throws IOException, InterruptedException {
    synchronized (launching) {
      abandoned = true;
    }
    stop();
  }

  private Void refreshTickets(Progress progress) throws IOException {
    long begin = System.nanoTime();
    for (String user : SandboxPrincipals.USERS) {
      TicketCaches.refresh(layout, ports(), user);
    }
    progress.done("tickets", since(begin));
    return null;
  }

  private void awaitKdc() throws IOException, InterruptedException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), ports().get("kdc"));
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(address, 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline || !process("hdfs").isRunning()) {
          throw new IOException("The KDC does not answer at " + address, e);
        }
      }
      Thread.sleep(50);
    }
  }

  private static void together(List<Callable<Void>> tasks)
      throws IOException, InterruptedException {
    if (tasks.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (Callable<Void> task : tasks) {
        running.add(threads.submit(task));
      }
      for (Future<Void> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Ends every process, clients of a service before the service; leaves data, keys and logs.
   * Returns the names of those that ran.
   */
  public List<String> stop() throws IOException, InterruptedException {
    List<String> ran = new ArrayList<>();
    for (List<String> names : Processes.STOP_ORDER) {
      List<Callable<Void>> stops = new ArrayList<>();
      for (String name : names) {
        ManagedProcess process = process(name);
        if (process.isRunning()) {
          ran.add(name);
        }
        stops.add(
            () -> {
              process.stop(STOP_LIMIT);
              return null;
            });
      }
      together(stops);
    }
    return ran;
  }

  /** Starts one process again that was killed, and waits until it is ready. */
  public void restart(String name, SandboxOptions options)
      throws IOException, InterruptedException {
    startAndWait(new Processes(options).byName(layout, name), Progress.SILENT);
  }

  /** Endpoint name to address, of everything a client may want to reach. */
  public Map<String, String> endpoints() throws IOException {
    return new TreeMap<>(new SandboxConfiguration(layout, ports()).endpoints());
  }

  /**
   * The JDBC URL of the coordinator for Nyala's driver ({@code nyala}) or Hive's ({@code hive2}).
   */
  public String jdbcUrl(String scheme, String database) throws IOException {
    return "jdbc:"
        + scheme
        + "://"
        + ports().address("coordinator.thrift")
        + "/"
        + database
        + ";principal="
        + SandboxPrincipals.of("nyala");
  }

  /** Whether data was put in by an earlier start; the marker belongs to the loader. */
  public Optional<String> loadedScale() throws IOException {
    return Files.exists(layout.root().resolve("loaded"))
        ? Optional.of(Files.readString(layout.root().resolve("loaded")).trim())
        : Optional.empty();
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
