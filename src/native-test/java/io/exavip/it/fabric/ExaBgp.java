package io.exavip.it.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running ExaBGP in the namespace of a virtual machine, with its helper. */
public final class ExaBgp implements AutoCloseable {

  private static final Pattern COMMAND = Pattern.compile("command from process \\S+ : (.*)");

  private final Program program;
  private final Path log;
  private final List<String> helper;

  private ExaBgp(Program program, Path log, List<String> helper) {
    this.program = program;
    this.log = log;
    this.helper = helper;
  }

  /**
   * Starts ExaBGP on the first virtual machine; the fabric ends it.
   *
   * @param fabric the network
   * @param version which ExaBGP
   * @param config its configuration
   * @return the running program; its sessions may not be up yet
   */
  public static ExaBgp start(Fabric fabric, ExaBgpVersion version, ExaBgpConfig config) {
    version.require();
    Vm vm = fabric.vm1();
    Path log = fabric.folder().resolve("exabgp.log");
    Path file = fabric.folder().resolve("exabgp.conf");
    try {
      Files.writeString(file, config.text(vm, fabric.routeServers()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        Stream.concat(version.command().stream(), Stream.of(file.toString())).toList();
    Map<String, String> environment = new HashMap<>(version.environment());
    environment.putAll(settings(log, config.acks()));
    environment.put("EXAVIP_STATE_DIR", fabric.folder().resolve("state").toString());
    Program program = vm.namespace().start(fabric.folder(), "exabgp", command, environment);
    return fabric.closeLater(new ExaBgp(program, log, config.helper()));
  }

  /**
   * Returns ExaBGP's own process id.
   *
   * @return the process id
   */
  public long pid() {
    return program.pid();
  }

  /**
   * Says whether ExaBGP runs.
   *
   * @return true while it runs
   */
  public boolean isAlive() {
    return program.isAlive();
  }

  /**
   * Waits for the one helper process.
   *
   * @return its process id
   */
  public long awaitHelper() {
    return Await.present("helper of ExaBGP", this::onlyHelper);
  }

  /**
   * Waits until another helper has taken the place of a former one.
   *
   * @param former process id of the former
   * @return process id of the new one
   */
  public long awaitNewHelper(long former) {
    return Await.present(
        "a new helper of ExaBGP", () -> onlyHelper().filter(helper -> helper != former));
  }

  /**
   * Sends a signal to ExaBGP alone.
   *
   * @param signal which
   */
  public void signal(Signal signal) {
    program.signal(signal);
  }

  /**
   * Waits until ExaBGP has ended.
   *
   * @return its exit code
   */
  public int awaitExit() {
    return program.awaitExit();
  }

  /**
   * Returns the commands that ExaBGP has read from its helper, in order.
   *
   * @return one command each
   */
  public List<String> commands() {
    return log().stream()
        .map(COMMAND::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1).strip())
        .toList();
  }

  /**
   * Returns the commands that ExaBGP has read from its helper and that concern routes.
   *
   * @return one command each
   */
  public List<String> routeCommands() {
    return commands().stream().filter(command -> command.matches(".*\\broute\\b.*")).toList();
  }

  /**
   * Returns ExaBGP's log.
   *
   * @return its lines up to now
   */
  public List<String> log() {
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what the helper has written to stderr, which it shares with ExaBGP.
   *
   * @return lines up to now
   */
  public List<String> helperLog() {
    return program.stderr();
  }

  @Override
  public void close() {
    program.close();
  }

  private Optional<Long> onlyHelper() {
    // ExaBGP has short-lived children besides: it asks uname at its start.
    List<Long> helpers = program.children().stream().filter(this::isHelper).toList();
    return helpers.size() == 1 ? Optional.of(helpers.get(0)) : Optional.empty();
  }

  private boolean isHelper(long pid) {
    try {
      String commandLine = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
      return commandLine.endsWith(String.join("\0", helper) + "\0");
    } catch (IOException e) {
      return false; // It has ended just now.
    }
  }

  private static Map<String, String> settings(Path log, boolean acks) {
    return Map.of(
        "exabgp_daemon_user", "root",
        "exabgp_daemon_daemonize", "false",
        "exabgp_tcp_bind", "",
        "exabgp_api_cli", "false",
        "exabgp_api_ack", Boolean.toString(acks),
        "exabgp_log_destination", log.toString(),
        "exabgp_log_level", "DEBUG",
        "exabgp_log_short", "false");
  }
}
