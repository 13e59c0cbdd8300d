package io.exavip.host;

import io.exavip.host.ChildProcess.Ended;
import io.exavip.route.Prefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code ip} of iproute2, run as a child process. */
final class IpCommand {
  private static final int PATIENCE_SECONDS = 10;

  /** Room for the JSON of some ten thousand addresses. */
  private static final int MOST_BYTES = 8 << 20;

  private final String program;
  private final int patienceSeconds;

  /** Finds {@code ip} on the PATH. */
  IpCommand() {
    this("ip", PATIENCE_SECONDS);
  }

  IpCommand(String program, int patienceSeconds) {
    this.program = program;
    this.patienceSeconds = patienceSeconds;
  }

  /** All interfaces with their addresses. */
  List<Device> devices() {
    Ended result = run("-json", "address", "show");
    if (result.exitCode() != 0) {
      throw new VipException("cannot list the interfaces: ip: " + reason(result));
    }
    return Device.parse(result.out());
  }

  /** Puts an address on an interface; one that is there stays. */
  void add(Prefix vip, String device) {
    List<String> words = new ArrayList<>(List.of("address", "add", vip.toString(), "dev", device));
    if (!vip.isIpv4()) {
      words.add("nodad"); // the same VIP is on several machines on purpose
    }
    Ended result = run(words.toArray(String[]::new));
    if (result.exitCode() != 0 && !says(result, "File exists")) {
      String hint = vip.isIpv4() ? "" : " (is IPv6 switched off there?)";
      throw failure("cannot put " + vip + " on " + device, result, hint);
    }
  }

  /** Takes an address off an interface; one that is not there is no error. */
  void remove(Prefix vip, String device) {
    Ended result = run("address", "del", vip.toString(), "dev", device);
    if (result.exitCode() != 0 && !says(result, "Cannot assign requested address")) {
      throw failure("cannot take " + vip + " off " + device, result, "");
    }
  }

  /** Makes a dummy device and sets it up. */
  void addDummy(String device) {
    Ended added = run("link", "add", device, "type", "dummy");
    boolean unknown = says(added, "not supported") || says(added, "Unknown device type");
    if (added.exitCode() != 0 && !says(added, "File exists")) {
      String hint = unknown ? " (this kernel has no dummy devices; use one that exists: lo)" : "";
      throw failure("there is no interface " + device + " and it cannot be made", added, hint);
    }
    Ended set = run("link", "set", "dev", device, "up");
    if (set.exitCode() != 0) {
      throw failure("cannot set " + device + " up", set, "");
    }
  }

  private static VipException failure(String what, Ended result, String hint) {
    return says(result, "Operation not permitted")
        ? new VipException(what + ": it needs root or CAP_NET_ADMIN")
        : new VipException(what + ": " + reason(result) + hint);
  }

  /** The line of the kernel's answer that counts. */
  private static String reason(Ended result) {
    return result
        .err()
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("exit " + result.exitCode());
  }

  private static boolean says(Ended result, String text) {
    return result.err().contains(text);
  }

  private Ended run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      // its messages are compared
      return new ChildProcess(command, Map.of("LC_ALL", "C"), patienceSeconds, MOST_BYTES)
          .run(false)
          .orElseThrow(() -> new VipException("ip does not end"));
    } catch (IOException e) {
      throw new VipException(
          "cannot run " + program + ": install iproute2 (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VipException("interrupted while ip ran");
    }
  }
}
