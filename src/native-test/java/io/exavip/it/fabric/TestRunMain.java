package io.exavip.it.fabric;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A run of tests in the middle of its work: prints what it has made, then waits for its end. */
final class TestRunMain {

  private TestRunMain() {}

  /** Prints {@code namespace NAME} and {@code process PID} lines, and {@code ready}. */
  public static void main(String[] arguments) throws IOException {
    List<String> sleep = List.of("sleep", "1000");
    Process plain = Child.of(sleep).start();
    Process parent = Child.of(List.of("sh", "-c", "env -i sleep 1000; true")).start();
    Namespace namespace = Namespace.create(TestRun.uniqueName() + "-vm");
    Process unmarked =
        Child.of(List.of("ip", "netns", "exec", namespace.name(), "env", "-i", "sleep", "1000"))
            .start();
    Await.until("the child", () -> parent.children().count() == 1);
    Await.until("the one in the namespace", () -> !namespace.pids().isEmpty());
    System.out.println("namespace " + namespace.name());
    Stream.concat(Stream.of(plain, parent, unmarked).map(Process::pid), children(parent))
        .forEach(pid -> System.out.println("process " + pid));
    System.out.println("ready");
    System.in.read();
  }

  private static Stream<Long> children(Process parent) {
    return parent.children().map(ProcessHandle::pid);
  }
}
