package io.exavip.it.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A stand-in for the program under test: passes on to ExaBGP what the test says, and keeps ExaBGP's
 * answers.
 */
public final class Relay {

  private final Path commands;
  private final Path answers;

  private Relay(Path commands, Path answers) {
    this.commands = commands;
    this.answers = answers;
  }

  /**
   * Prepares the files of a relay.
   *
   * @param fabric the network
   * @return the relay; ExaBGP starts it with {@link #command}
   */
  public static Relay in(Fabric fabric) {
    Relay relay =
        new Relay(
            fabric.folder().resolve("relay-commands"), fabric.folder().resolve("relay-answers"));
    append(relay.commands, "");
    append(relay.answers, "");
    return relay;
  }

  /**
   * Returns the command line for ExaBGP's configuration.
   *
   * @return program and arguments
   */
  public List<String> command() {
    return JavaCommand.of(RelayMain.class, commands.toString(), answers.toString());
  }

  /**
   * Passes commands on to ExaBGP, all in one write.
   *
   * @param lines one command each
   */
  public void say(String... lines) {
    append(commands, String.join("\n", lines) + "\n");
  }

  /**
   * Returns all lines that ExaBGP has written to its helper, empty ones left out.
   *
   * @return answers and events up to now
   */
  public List<String> answers() {
    try {
      return Files.readAllLines(answers).stream().filter(line -> !line.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.write(
          file,
          text.getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
