package io.nyala.sandbox.control.command;

import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxOptions;
import io.nyala.sandbox.control.SandboxStatus;
import io.nyala.sandbox.control.data.SampleData;
import io.nyala.sandbox.control.tour.GuidedTour;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole thing in one go. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description =
        "Starts a sandbox, loads sample data, shows a guided tour and serves until Ctrl-C ends everything.")
final class QuickstartCommand implements Callable<Integer> {
  @Mixin private DataDirectory data;

  @Option(
      names = "--scale",
      defaultValue = "0.1",
      description = "TPC-H scale factor of the sample data (default: ${DEFAULT-VALUE}).")
  private double scale;

  @Option(names = "--no-tour", description = "Leave the guided tour out.")
  private boolean noTour;

  @Option(
      names = "--keep",
      description = "Return after the tour and leave the sandbox running in the background.")
  private boolean keep;

  @Override
  public Integer call() throws Exception {
    Sandbox sandbox = data.sandbox();
    Thread hook = Interruption.stopOnInterrupt(sandbox);
    System.out.println("Starting the sandbox in " + sandbox.layout().root());
    ConsoleProgress progress = new ConsoleProgress(System.out);
    sandbox.start(SandboxOptions.whole(), progress);
    System.out.println("Loading sample data, TPC-H at scale " + scale);
    new SampleData(sandbox).load(scale, progress);
    boolean good = noTour || new GuidedTour(sandbox, System.out).run();
    StatusPage.print(SandboxStatus.of(sandbox), System.out);
    if (keep) {
      Runtime.getRuntime().removeShutdownHook(hook);
      System.out.println("The sandbox runs in the background; bin/nyala sandbox stop ends it.");
      return good ? 0 : 1;
    }
    System.out.println("Press Ctrl-C to stop the sandbox; its data stays.");
    new CountDownLatch(1).await();
    return 0;
  }
}
