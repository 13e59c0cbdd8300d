package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the program makes of ExaBGP's answers, and of none. */
class AnswersIT {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void withoutAcksItGoesOnAfterTwoSecondsAndWarnsOnce() {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::withoutAcks, Options.watching(site))) {
      exabgp.await(1);
      site.answers(500);
      exabgp.await(2);
      site.answers(200);
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW, ANNOUNCE);

      List<String> warnings =
          exabgp.program().err().stream().filter(line -> line.contains("WARN")).toList();
      assertThat(warnings).singleElement().asString().contains("does not answer");
    }
  }

  @Test
  void aRefusedCommandIsTriedAgainLaterEachTime() {
    Answers refusal =
        (command, n) -> n == 1 || n == 2 ? List.of("error") : Answers.done(command, n);
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(refusal, Options.watching(site))) {
      exabgp.awaitExactly(ANNOUNCE, ANNOUNCE, ANNOUNCE);

      assertThat(gap(exabgp, 1)).isGreaterThan(HALF_A_SECOND);
      assertThat(gap(exabgp, 2)).isGreaterThan(HALF_A_SECOND.multipliedBy(2));
      List<String> warnings =
          exabgp.program().err().stream().filter(line -> line.contains("WARN")).toList();
      assertThat(warnings).hasSize(2);
      assertThat(warnings).allMatch(line -> line.contains(ANNOUNCE));
    }
  }

  @Test
  void anErrorAsAnswerToVersionMeansTheCommandsOfVersion6() throws Exception {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::version6, Options.watching(site))) {
      exabgp.await(1);
      exabgp.program().signal("TERM");
      exabgp.awaitExactly("peer * " + ANNOUNCE, "peer * " + WITHDRAW);
    }
  }

  @Test
  void aVersionThatIsNeverAnsweredDoesNotHoldUpTheRoute() {
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.launch((command, n) -> List.of(), Options.watching(site))) {
      exabgp.awaitExactly(ANNOUNCE);
    }
  }

  @Test
  void neighborLinesAndNoiseAreNoAnswers() {
    Answers noisy =
        (command, n) ->
            command.equals("version")
                ? List.of("", "neighbor 10.0.1.4 up", "exabgp 4.2.21", "", "done", "nonsense")
                : List.of("neighbor 10.0.1.5 down - closing connection", "", "done");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(noisy, Options.watching(site))) {
      exabgp.await(1);
      site.answers(500);
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW);

      assertThat(exabgp.program().err())
          .anyMatch(line -> line.contains("10.0.1.4 up"))
          .anyMatch(line -> line.contains("10.0.1.5 down"))
          .noneMatch(line -> line.contains("WARN"));
    }
  }

  /** The time between the command of this number and the next. */
  private static Duration gap(PlayedExaBgp exabgp, int number) {
    return Duration.ofNanos(exabgp.await(number + 1).nanos() - exabgp.await(number).nanos());
  }
}
