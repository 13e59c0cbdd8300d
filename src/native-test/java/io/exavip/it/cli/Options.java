package io.exavip.it.cli;

import java.util.ArrayList;
import java.util.List;

/** Options for services that decide fast and blame no busy machine. */
final class Options {
  private Options() {}

  /** Watches a site. */
  static List<String> watching(Site site, String... more) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--ip", "10.1.0.5/32", "--url", site.url(), "--timeout", "20s"));
    options.addAll(List.of("--interval", "200ms", "--fast-interval", "50ms"));
    options.addAll(List.of("--rise", "2", "--fall", "2"));
    if (!List.of(more).contains("--start-limit")) {
      options.addAll(List.of("--start-limit", "5m"));
    }
    options.addAll(List.of(more));
    return options;
  }

  /** Watches a site without ExaBGP. */
  static String[] dryRun(Site site, String... more) {
    List<String> options = new ArrayList<>(List.of("run", "--dry-run"));
    options.addAll(watching(site, more));
    return options.toArray(String[]::new);
  }
}
