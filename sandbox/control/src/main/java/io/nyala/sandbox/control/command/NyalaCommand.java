package io.nyala.sandbox.control.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line; its subcommands do the work. */
@Command(
    name = "nyala",
    mixinStandardHelpOptions = true,
    versionProvider = NyalaCommand.Version.class,
    description = "A secure SQL query server for Hadoop.",
    subcommands = {
      QuickstartCommand.class,
      SandboxCommand.class,
      BeelineCommand.class,
      VersionCommand.class
    })
public final class NyalaCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Exit status 0 when done, 1 when something failed, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new NyalaCommand())
            .setExecutionExceptionHandler(
                (exception, commandLine, parsed) -> {
                  commandLine.getErr().println("nyala: " + messageOf(exception));
                  return 1;
                })
            .execute(arguments));
  }

  private static String messageOf(Exception exception) {
    String message = exception.getMessage();
    return message == null ? exception.toString() : message;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = NyalaCommand.class.getPackage().getImplementationVersion();
      return new String[] {"Nyala " + (version == null ? "(not packaged)" : version)};
    }
  }
}
