package io.exavip.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.probe.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void bothOutputsAndTheExitCodeAreTold() throws Exception {
    assertThat(sh("echo a; echo b >&2; exit 3").run(false))
        .contains(new ChildProcess.Ended(3, "a\n", "b\n"));
  }

  @Test
  void twoOutputsCanBeOneInTheirOrder() throws Exception {
    assertThat(sh("echo a; echo b >&2; echo c").run(true))
        .contains(new ChildProcess.Ended(0, "a\nb\nc\n", ""));
  }

  @Test
  void theRestOfItsOutputIsReadAndForgotten() throws Exception {
    ChildProcess talker =
        new ChildProcess(List.of("sh", "-c", "yes | head -c 1000000"), Map.of(), 60, 5);

    assertThat(talker.run(false)).contains(new ChildProcess.Ended(0, "y\ny\ny", ""));
  }

  @Test
  void thereIsNothingToRead() throws Exception {
    assertThat(sh("cat; echo end").run(false)).contains(new ChildProcess.Ended(0, "end\n", ""));
  }

  @Test
  void itsVariablesStandBesideThisProgramsOwn() throws Exception {
    ChildProcess printer =
        new ChildProcess(
            List.of("sh", "-c", "echo $OWN; [ -n \"$PATH\" ]"), Map.of("OWN", "x"), 60, 100);

    assertThat(printer.run(false)).contains(new ChildProcess.Ended(0, "x\n", ""));
  }

  @Test
  void noShellReadsItsArguments() throws Exception {
    ChildProcess printer =
        new ChildProcess(List.of("printf", "%s|", "$HOME", "a b;c"), Map.of(), 60, 100);

    assertThat(printer.run(false).map(ChildProcess.Ended::out)).contains("$HOME|a b;c|");
  }

  @Test
  void whatTakesTooLongIsKilledWithAllThatItStarted() throws Exception {
    Path pids = folder.resolve("pids");
    String script =
        "sleep 600 & echo $! > " + pids + ".new; mv " + pids + ".new " + pids + "; wait";

    Optional<ChildProcess.Ended> outcome =
        new ChildProcess(List.of("sh", "-c", script), Map.of(), 5, 100).run(false);

    assertThat(outcome).isEmpty();
    long pid = Long.parseLong(Files.readString(pids).strip());
    Eventually.until(
        "the child of the child is gone",
        () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void aGrandchildThatKeepsTheOutputOpenIsNotWaitedFor() throws Exception {
    String out = sh("sleep 600 & echo $!").run(false).orElseThrow().out();

    ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(out.strip())).orElseThrow();
    assertThat(grandchild.isAlive()).isTrue();
    grandchild.destroyForcibly();
  }

  @Test
  void aProgramThatIsNotThereIsToldByItsName() {
    ChildProcess nothing = new ChildProcess(List.of("no-such-program"), Map.of(), 60, 100);

    assertThatIOException()
        .isThrownBy(() -> nothing.run(false))
        .withMessage("there is no program no-such-program");
  }

  @Test
  void anIpThatHangsIsAnErrorAndNotAWaitForEver() throws IOException {
    IpCommand ip = new IpCommand(script("sleep 600"), 1);

    assertThatThrownBy(ip::devices).isInstanceOf(VipException.class).hasMessage("ip does not end");
  }

  @Test
  void anIpThatIsNotThereIsToInstall() {
    IpCommand ip = new IpCommand("/no/such/ip", 60);

    assertThatThrownBy(ip::devices)
        .isInstanceOf(VipException.class)
        .hasMessageContaining("install iproute2");
  }

  private static ChildProcess sh(String script) {
    return new ChildProcess(List.of("sh", "-c", script), Map.of(), 60, 100);
  }

  private String script(String line) throws IOException {
    Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file.toString();
  }
}
