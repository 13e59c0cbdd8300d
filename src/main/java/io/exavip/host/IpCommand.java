package io.exavip.host;

import io.exavip.route.Prefix;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code ip} of iproute2, run as a child process with a list of arguments; no shell. */
final class IpCommand {
  private static final int PATIENCE_SECONDS = 10;

  private final String program;

  /** Finds {@code ip} on the PATH. */
  IpCommand() {
    this("ip");
  }

  IpCommand(String program) {
    this.program = program;
  }

  private record Result(int exitCode, String out, String err) {
    /** The line of the kernel's answer that counts. */
    String reason() {
      return err.lines().filter(line -> !line.isBlank()).findFirst().orElse("exit " + exitCode);
    }

    boolean says(String text) {
      return err.contains(text);
    }
  }

  /** All interfaces with their addresses. */
  List<Device> devices() {
    Result result = run("-json", "address", "show");
    if (result.exitCode() != 0) {
      throw new VipException("cannot list the interfaces: ip: " + result.reason());
    }
    return Device.parse(result.out());
  }

  /** Puts an address on an interface; one that is there stays. */
  void add(Prefix vip, String device) {
    List<String> words = new ArrayList<>(List.of("address", "add", vip.toString(), "dev", device));
    if (!vip.isIpv4()) {
      words.add("nodad"); // the same VIP is on several machines on purpose
    }
    Result result = run(words.toArray(String[]::new));
    if (result.exitCode() != 0 && !result.says("File exists")) {
      String hint = vip.isIpv4() ? "" : " (is IPv6 switched off there?)";
      throw failure("cannot put " + vip + " on " + device, result, hint);
    }
  }

  /** Takes an address off an interface; one that is not there is no error. */
  void remove(Prefix vip, String device) {
    Result result = run("address", "del", vip.toString(), "dev", device);
    if (result.exitCode() != 0 && !result.says("Cannot assign requested address")) {
      throw failure("cannot take " + vip + " off " + device, result, "");
    }
  }

  /** Makes a dummy device and sets it up. */
  void addDummy(String device) {
    Result added = run("link", "add", device, "type", "dummy");
    boolean unknown = added.says("not supported") || added.says("Unknown device type");
    if (added.exitCode() != 0 && !added.says("File exists")) {
      String hint = unknown ? " (this kernel has no dummy devices; use one that exists: lo)" : "";
      throw failure("there is no interface " + device + " and it cannot be made", added, hint);
    }
    Result set = run("link", "set", "dev", device, "up");
    if (set.exitCode() != 0) {
      throw failure("cannot set " + device + " up", set, "");
    }
  }

  private static VipException failure(String what, Result result, String hint) {
    return result.says("Operation not permitted")
        ? new VipException(what + ": it needs root or CAP_NET_ADMIN")
        : new VipException(what + ": " + result.reason() + hint);
  }

  private Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("LC_ALL", "C"); // its messages are compared
    try {
      Process process = builder.start();
      try {
        return await(process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new VipException(
          "cannot run " + program + ": install iproute2 (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VipException("interrupted while ip ran");
    }
  }

  private static Result await(Process process) throws IOException, InterruptedException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> transfer(process, err), "exavip-ip-stderr");
    reader.setDaemon(true);
    reader.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new VipException("ip does not end");
    }
    reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    return new Result(process.exitValue(), out, err.toString(StandardCharsets.UTF_8));
  }

  private static void transfer(Process process, ByteArrayOutputStream err) {
    try {
      process.getErrorStream().transferTo(err);
    } catch (IOException e) {
      // what came until then is what there is to say
    }
  }
}
