package io.nyala.sandbox.control.command;

import picocli.CommandLine.Command;

/** Prints the version of Nyala and of the Java that runs it. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version of Nyala and of the Java that runs it.")
final class VersionCommand implements Runnable {
  @Override
  public void run() {
    System.out.println(new NyalaCommand.Version().getVersion()[0]);
    System.out.println(
        "Java "
            + System.getProperty("java.version")
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
  }
}
