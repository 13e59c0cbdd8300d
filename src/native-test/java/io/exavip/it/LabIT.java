package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Child;
import io.exavip.it.fabric.Exec;
import io.exavip.it.fabric.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab of {@code exabgp/lab}, run with the program under test, under a name of its own. */
class LabIT {
  private static final String LAB = Path.of("exabgp/lab/lab").toAbsolutePath().toString();
  private static final long PATIENCE_SECONDS = 900;

  private final String name = TestRun.uniqueName();

  @TempDir Path folder;

  @AfterEach
  void takeDown() throws Exception {
    lab("down");
  }

  @Test
  void theVipMovesWithTheHealthOfThePrimaryAndDownLeavesNothing() throws Exception {
    assertThat(lab("up")).contains("PRI answers at 10.1.0.5");
    assertThat(lab("status"))
        .contains("10.1.0.5:3000 answers PRI")
        .containsPattern("10\\.0\\.1\\.4 +10\\.0\\.2\\.10 +65010\n")
        .containsPattern("10\\.0\\.1\\.5 +10\\.0\\.2\\.10 +65010\n");

    assertThat(lab("fail", "primary", "crash")).contains("the web app is killed");
    Await.until("the secondary answers", () -> clientSees("SEC"));

    assertThat(lab("heal", "primary")).contains("the web app is started");
    assertThat(clientSees("PRI")).isTrue();

    lab("down");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void downAfterAnInterruptedStartLeavesNothing() throws Exception {
    Process up = start("up");
    Await.until("the lab's processes begin to run", () -> leftovers().contains("process"));
    up.destroyForcibly().waitFor(); // SIGKILL: it cannot clean up by itself

    lab("down");

    assertThat(leftovers()).isEmpty();
  }

  @Test
  void anInterruptedStartCleansUpByItself() throws Exception {
    Process up = start("up");
    Await.until("the lab's processes begin to run", () -> leftovers().contains("process"));
    up.destroy(); // SIGTERM

    assertThat(up.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(143);
    assertThat(leftovers()).isEmpty();
  }

  private boolean clientSees(String id) {
    String client = name + "-client";
    return Exec.attempt(
            "ip", "netns", "exec", client, "curl", "-s", "-m", "2", "http://10.1.0.5:3000/")
        .output()
        .equals(id);
  }

  /** Namespaces, the run directory and processes of this lab. */
  private String leftovers() {
    String marked = "grep -lzx LAB_PROCESS=" + name + " /proc/[0-9]*/environ | sed 's/^/process /'";
    String namespaces = "ip netns list | grep '^" + name + "-' | sed 's/^/namespace /'";
    return Exec.attempt("sh", "-c", "{ " + marked + "; " + namespaces + "; } 2>/dev/null").output()
        + Exec.attempt("sh", "-c", "ls -d /run/exavip-lab/" + name + " 2>/dev/null").output();
  }

  /** Runs the lab to its end, which must be a good one; what it printed. */
  private String lab(String... arguments) throws Exception {
    Process process = start(arguments);
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String output = Files.readString(output(arguments));
    assertThat(ended).as("lab %s ends: %s", arguments[0], output).isTrue();
    assertThat(process.exitValue()).as("lab %s: %s", arguments[0], output).isZero();
    return output;
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAB, "--name", name));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = Child.of(command);
    builder.environment().put("EXAVIP", String.join(" ", Subject.command()));
    return builder.redirectErrorStream(true).redirectOutput(output(arguments).toFile()).start();
  }

  private Path output(String... arguments) {
    return folder.resolve(String.join("-", arguments));
  }
}
