package io.nyala.sandbox.control.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxOptions;
import io.nyala.sandbox.control.SandboxStatus;
import io.nyala.sandbox.control.data.SampleData;
import io.nyala.sandbox.control.tour.GuidedTour;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts, stops and shows a sandbox. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Starts, stops and shows a sandbox on this machine.",
    subcommands = {
      SandboxCommand.Start.class,
      SandboxCommand.Stop.class,
      SandboxCommand.Status.class,
      SandboxCommand.Load.class,
      SandboxCommand.Tour.class
    })
final class SandboxCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: start, stop, status, load or tour");
  }

  /** Starts what does not run yet, in the background. */
  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Starts the sandbox in the background and returns when all is ready.")
  static final class Start implements Callable<Integer> {
    @Mixin private DataDirectory data;

    @Option(
        names = "--services",
        split = ",",
        paramLabel = "<name>",
        description =
            "Start only these: hdfs, metastore, policy-admin, coordinator, executor1, executor2.")
    private @Nullable List<String> services;

    @Option(
        names = "--namenode-processes",
        description = "Run each NameNode in a process of its own, to be killed at will.")
    private boolean nameNodeProcesses;

    @Override
    public Integer call() throws Exception {
      Sandbox sandbox = data.sandbox();
      SandboxOptions options =
          new SandboxOptions(
              services == null ? SandboxOptions.ALL : new TreeSet<>(services), nameNodeProcesses);
      Thread abandon = Interruption.stopOnInterrupt(sandbox);
      System.out.println("Starting the sandbox in " + sandbox.layout().root());
      sandbox.start(options, new ConsoleProgress(System.out));
      Runtime.getRuntime().removeShutdownHook(abandon);
      StatusPage.print(SandboxStatus.of(sandbox), System.out);
      return 0;
    }
  }

  /** Ends every process. */
  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Ends all processes of the sandbox; its data stays.")
  static final class Stop implements Callable<Integer> {
    @Mixin private DataDirectory data;

    @Override
    public Integer call() throws Exception {
      Sandbox sandbox = data.sandbox();
      List<String> stopped = sandbox.stop();
      System.out.println(
          stopped.isEmpty()
              ? "No process of the sandbox in " + sandbox.layout().root() + " was running"
              : "Stopped " + String.join(", ", stopped));
      return 0;
    }
  }

  /** Shows what runs. */
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description =
          "Shows processes, endpoints, principals, keytabs and URLs. Exit status 3 if nothing runs.")
  static final class Status implements Callable<Integer> {
    @Mixin private DataDirectory data;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
      SandboxStatus status = SandboxStatus.of(data.sandbox());
      if (json) {
        System.out.println(
            new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(status));
      } else {
        StatusPage.print(status, System.out);
      }
      return status.running() ? 0 : 3;
    }
  }

  /** Loads policies and sample data. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Loads the sample policies and data into a running sandbox.")
  static final class Load implements Callable<Integer> {
    @Mixin private DataDirectory data;

    @Option(
        names = "--scale",
        defaultValue = "0.1",
        description = "TPC-H scale factor (default: ${DEFAULT-VALUE}).")
    private double scale;

    @Override
    public Integer call() throws Exception {
      new SampleData(data.sandbox()).load(scale, new ConsoleProgress(System.out));
      return 0;
    }
  }

  /** Runs the guided tour. */
  @Command(
      name = "tour",
      mixinStandardHelpOptions = true,
      description = "Runs the guided tour on a sandbox with sample data.")
  static final class Tour implements Callable<Integer> {
    @Mixin private DataDirectory data;

    @Override
    public Integer call() throws Exception {
      return new GuidedTour(data.sandbox(), System.out).run() ? 0 : 1;
    }
  }
}
