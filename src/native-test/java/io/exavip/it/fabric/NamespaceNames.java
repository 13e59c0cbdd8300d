package io.exavip.it.fabric;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of namespaces: {@code exv<pid>-<number>-<role>}, so that leftovers tell their owner. */
final class NamespaceNames {

  private static final Pattern NAME = Pattern.compile("exv(\\d+)-\\d+-\\w+");
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static boolean swept;

  private final String prefix;

  private NamespaceNames(String prefix) {
    this.prefix = prefix;
  }

  /** A fresh set of names; the first call removes what dead test runs have left. */
  static synchronized NamespaceNames fresh() {
    if (!swept) {
      swept = true;
      removeLeftovers();
    }
    long pid = ProcessHandle.current().pid();
    return new NamespaceNames("exv" + pid + "-" + NEXT.incrementAndGet() + "-");
  }

  String of(String role) {
    return prefix + role;
  }

  private static void removeLeftovers() {
    for (String line : Exec.run("ip", "netns", "list").lines().toList()) {
      Matcher name = NAME.matcher(line.split(" ")[0]);
      if (name.matches() && !isAlive(Long.parseLong(name.group(1)))) {
        new Namespace(name.group()).close();
      }
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
