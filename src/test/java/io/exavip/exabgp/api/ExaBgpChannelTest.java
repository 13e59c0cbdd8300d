package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The channel on pipes, with the test in the part of ExaBGP. */
@Timeout(60)
class ExaBgpChannelTest {
  private static final String ANNOUNCE = "announce route 10.1.0.5/32 next-hop self";

  private final PipedOutputStream answers = new PipedOutputStream();
  private final PipedInputStream commands = new PipedInputStream();
  private final BufferedReader lines =
      new BufferedReader(new InputStreamReader(commands, StandardCharsets.US_ASCII));
  private final CompletableFuture<String> gone = new CompletableFuture<>();
  private final ExaBgpChannel channel;

  ExaBgpChannelTest() throws IOException {
    channel =
        new ExaBgpChannel(
            new PipedInputStream(answers), new PipedOutputStream(commands), gone::complete);
    channel.startReading();
    channel.startWriting();
  }

  @AfterEach
  void close() throws IOException {
    answers.close();
    commands.close();
  }

  @Test
  void asksForTheVersionBeforeAnyRoute() throws IOException {
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    assertThat(lines.readLine()).isEqualTo(" version");
    answer("exabgp 4.2.21\ndone\n");
    assertThat(lines.readLine()).isEqualTo(ANNOUNCE);
  }

  @Test
  void speaksVersion6WhereTheSecondQuestionIsAnsweredInItsForm() throws IOException {
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    lines.readLine();
    answer("error\n");
    assertThat(lines.readLine()).isEqualTo(" system version");
    answer("{\"version\": \"6.0.0\", \"application\": \"exabgp\"}\ndone\n");
    assertThat(lines.readLine()).isEqualTo("peer * " + ANNOUNCE);
  }

  @Test
  void goesOnWithoutTheVersionAfterAWhile() throws IOException {
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    lines.readLine();
    lines.readLine();
    assertThat(lines.readLine()).isEqualTo(ANNOUNCE);
  }

  @Test
  void aStrayErrorBeforeTheVersionLeavesTheDialectToTheVersion() throws IOException {
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    lines.readLine();
    answer("error\nexabgp 4.2.21\ndone\n");
    String line = lines.readLine();
    assertThat(line.equals(" system version") ? lines.readLine() : line).isEqualTo(ANNOUNCE);
  }

  @Test
  void theDoneOfTheVersionIsNotTakenForThatOfARoute() throws Exception {
    greet();
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    lines.readLine();
    assertThat(channel.awaitSettled(50)).isFalse();
    answer("done\n");
    assertThat(channel.awaitSettled(TimeUnit.SECONDS.toMillis(30))).isTrue();
  }

  @Test
  void neighborLinesAndEmptyLinesBetweenAnswersDoNotCount() throws Exception {
    greet();
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    lines.readLine();
    answer("neighbor 10.0.1.4 connected\n\nneighbor 10.0.1.4 up\n\n");
    assertThat(channel.awaitSettled(50)).isFalse();
    answer("done\n");
    assertThat(channel.awaitSettled(TimeUnit.SECONDS.toMillis(30))).isTrue();
  }

  @Test
  void theEndOfThePipeIsTheEndOfExaBgp() throws Exception {
    answers.close();
    assertThat(gone.get(30, TimeUnit.SECONDS)).contains("pipe was closed");
  }

  @Test
  void theShutdownLineIsTheEndOfExaBgp() throws Exception {
    answer("shutdown 4711 4710\n");
    assertThat(gone.get(30, TimeUnit.SECONDS)).contains("shutting down");
  }

  @Test
  void aBrokenPipeIsTheEndOfExaBgp() throws Exception {
    greet();
    commands.close();
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    assertThat(gone.get(30, TimeUnit.SECONDS)).contains("writing");
  }

  @Test
  void aLostCommandIsRepeatedAfterOneQuestionWhetherExaBgpLives() throws IOException {
    greet();
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    assertThat(lines.readLine()).isEqualTo(ANNOUNCE);
    greet(); // asked once more, since the command is not answered
    assertThat(lines.readLine()).isEqualTo(ANNOUNCE);
  }

  @Test
  void everyLineIsOneWrite() throws Exception {
    List<String> writes = new CopyOnWriteArrayList<>();
    OutputStream recorder =
        new OutputStream() {
          @Override
          public void write(int b) {
            writes.add(String.valueOf((char) b));
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            writes.add(new String(bytes, offset, length, StandardCharsets.US_ASCII));
          }
        };
    ExaBgpChannel recorded =
        new ExaBgpChannel(
            new ByteArrayInputStream("exabgp 4.2.21\ndone\n".getBytes(StandardCharsets.US_ASCII)),
            recorder,
            reason -> {});
    recorded.startWriting();
    while (writes.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(writes).containsExactly(" version\n");
  }

  @Test
  void reannouncingRepeatsTheWantedState() throws IOException {
    greet();
    channel.reannounceEvery(TimeUnit.MILLISECONDS.toNanos(20));
    channel.wanted(List.of(Routes.announced("10.1.0.5/32")));
    for (int i = 0; i < 3; i++) {
      assertThat(lines.readLine()).isEqualTo(ANNOUNCE);
      answer("done\n");
    }
  }

  private void greet() throws IOException {
    assertThat(lines.readLine()).isEqualTo(" version");
    answer("exabgp 4.2.21\ndone\n");
  }

  private void answer(String text) throws IOException {
    answers.write(text.getBytes(StandardCharsets.US_ASCII));
    answers.flush();
  }
}
