package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers that are not ours, a predecessor's: wherever up to four of them stand among our own, the
 * routes of ExaBGP are in the end those wanted.
 */
class StrayAnswersTest {
  private static final int MOST = 4;
  private static final int SLOTS = 7;
  private static final String A = "10.1.0.5/32";
  private static final String B = "10.1.0.6/32";

  /** ExaBGP's versions, as far as their answers differ. */
  private enum Version {
    V4_2(List.of("exabgp 4.2.21", "done"), List.of("exabgp 4.2.21", "done"), ""),
    V4_2_WITH_ONE_QUESTION(List.of("exabgp 4.2.21", "done"), List.of("error"), ""),
    V5_0(List.of("exabgp 5.0.15", "done"), List.of("exabgp 5.0.15", "done"), ""),
    V6(
        List.of("error: unknown command", "error"),
        List.of("{\"version\": \"6.0.0\", \"application\": \"exabgp\"}", "done"),
        "peer * ");

    private final List<String> toVersion;
    private final List<String> toSystemVersion;
    private final String selector;

    Version(List<String> toVersion, List<String> toSystemVersion, String selector) {
      this.toVersion = toVersion;
      this.toSystemVersion = toSystemVersion;
      this.selector = selector;
    }
  }

  /** An answer that comes when so many others have been given. */
  private record Stray(String line, int slot) {}

  @ParameterizedTest
  @EnumSource(Version.class)
  void inTheEndTheRoutesAreThoseWanted(Version version) {
    int[] runs = {0};
    everyInterleaving(
        List.of(),
        strays -> {
          for (int refused = 0; refused <= 1; refused++) {
            World world = new World(version, strays, refused);
            assertThat(world.run()).as("%s, refused %d", strays, refused).isEqualTo(world.wanted);
            runs[0]++;
          }
        });
    assertThat(runs[0]).isEqualTo(2 * (1 + 2 * 7 + 4 * 28 + 8 * 84 + 16 * 210));
  }

  private static void everyInterleaving(List<Stray> strays, Consumer<List<Stray>> test) {
    test.accept(strays);
    if (strays.size() == MOST) {
      return;
    }
    int first = strays.isEmpty() ? 0 : strays.get(strays.size() - 1).slot();
    for (int slot = first; slot < SLOTS; slot++) {
      for (String line : List.of("done", "error")) {
        List<Stray> more = new ArrayList<>(strays);
        more.add(new Stray(line, slot));
        everyInterleaving(more, test);
      }
    }
  }

  /** The conversation and an ExaBGP that answers questions at once and commands after them. */
  private static final class World {
    private static final long PATIENCE_NANOS = 200_000_000_000L;
    private static final long LATENCY_NANOS = 1_000_000;

    private final Conversation conversation = new Conversation(new SilentListener());
    private final Version version;
    private final Deque<Stray> strays;
    private final Deque<String> answers = new ArrayDeque<>();
    private final Deque<String> commands = new ArrayDeque<>();
    private final Map<String, Boolean> exabgp = new HashMap<>();
    private final Map<String, Boolean> wanted = Map.of(A, false, B, true);
    private int refusals;
    private int given;
    private boolean failedOver;
    private long now;

    World(Version version, List<Stray> strays, int refusals) {
      this.version = version;
      this.strays = new ArrayDeque<>(strays);
      this.refusals = refusals;
    }

    /** Fails over while the strays come; returns what ExaBGP has in the end. */
    Map<String, Boolean> run() {
      conversation.want(List.of(Routes.announced(A), Routes.withdrawn(B)), now);
      long quietSince = 0;
      while (now - quietSince < PATIENCE_NANOS) {
        Optional<String> line = conversation.next(now);
        line.ifPresent(this::read);
        boolean answered = answer();
        if (line.isPresent() || answered) {
          now += LATENCY_NANOS;
          quietSince = now;
        } else {
          now += Math.max(LATENCY_NANOS, Math.min(PATIENCE_NANOS, conversation.idleNanos(now)));
        }
        if (!failedOver && given >= 3) {
          failedOver = true;
          conversation.want(List.of(Routes.withdrawn(A), Routes.announced(B)), now);
        }
      }
      assertThat(strays).isEmpty();
      assertThat(conversation.isSettled()).isTrue();
      return exabgp;
    }

    private void read(String line) {
      switch (line.strip()) {
        case "version" -> answers.addAll(version.toVersion);
        case "system version" -> answers.addAll(version.toSystemVersion);
        default -> commands.add(line);
      }
    }

    /** One line more is given, if there is one. */
    private boolean answer() {
      // Where nothing else comes any more, the strays that are left do.
      boolean due = !strays.isEmpty() && (given >= strays.peek().slot() || idle());
      if (due) {
        take(strays.poll().line());
        return true;
      }
      if (answers.isEmpty() && !commands.isEmpty()) {
        answers.add(carryOut(commands.poll()));
      }
      String line = answers.poll();
      if (line == null) {
        return false;
      }
      given++;
      take(line);
      return true;
    }

    private boolean idle() {
      return answers.isEmpty() && commands.isEmpty() && now > PATIENCE_NANOS / 2;
    }

    private void take(String line) {
      conversation.take(Answer.parse(line), now);
    }

    private String carryOut(String command) {
      boolean known = command.startsWith(version.selector + "announce route ");
      known |= command.startsWith(version.selector + "withdraw route ");
      if (!known) {
        return "error";
      }
      if (refusals > 0) {
        refusals--;
        return "error";
      }
      String[] words = command.substring(version.selector.length()).split(" ");
      exabgp.put(words[2], words[0].equals("announce"));
      return "done";
    }
  }
}
