package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoIT {
  @Test
  void theDemoShowsThreeFailuresSumsThemUpAndEnds() {
    Cli.Outcome outcome = Cli.run("demo");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).anyMatch(line -> line.contains("UP: HTTP 200 in"));
    assertThat(outcome.out()).anyMatch(line -> line.contains("DOWN: HTTP 500, wanted 200-399"));
    assertThat(outcome.out()).anyMatch(line -> line.contains("DOWN: timeout after"));
    assertThat(outcome.out()).anyMatch(line -> line.contains("DOWN: connection refused"));
    assertThat(outcome.out()).anyMatch(line -> line.endsWith("-> " + PlayedExaBgp.ANNOUNCE));
    assertThat(outcome.out()).anyMatch(line -> line.endsWith("-> " + PlayedExaBgp.WITHDRAW));
    List<String> summary =
        outcome.out().stream().filter(line -> line.matches(" +.* \\d+ ms until .*")).toList();
    assertThat(summary).hasSize(7);
    assertThat(summary.stream().filter(line -> line.endsWith("withdrawn")))
        .satisfiesExactly(
            line -> assertThat(line).contains("answers 500"),
            line -> assertThat(line).contains("hangs"),
            line -> assertThat(line).contains("crashes"));
  }
}
