package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.Law;
import io.exavip.route.Route;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds of the commands whatever is wanted and whatever ExaBGP answers, in any order. */
class RouteCommandsLawsTest {
  private static final int MOST_STEPS = 80;

  private enum Kind {
    WANT_ANNOUNCED,
    WANT_WITHDRAWN,
    WRITE,
    DONE,
    ERROR,
    TIME
  }

  private record Step(Kind kind, int route) {
    static Step any(RandomGenerator random) {
      return new Step(Kind.values()[random.nextInt(Kind.values().length)], random.nextInt(3));
    }
  }

  @Test
  void exaBgpEndsUpWithWhatIsWantedAndNeverHasTwoOpenCommandsForARoute() {
    Law.holds(
        MOST_STEPS,
        Step::any,
        steps -> {
          World world = new World();
          steps.forEach(world::take);
          world.settle();
          assertThat(world.exabgp).isEqualTo(world.wanted);
        });
  }

  /** The commands and an ExaBGP that takes commands in order. */
  private static final class World {
    private final RouteCommands commands = new RouteCommands(new SilentListener());
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, Boolean> exabgp = new HashMap<>();
    private final Map<String, Route> routes = new HashMap<>();
    private final Map<String, Boolean> wanted = new HashMap<>();
    private long now;

    World() {
      commands.onAnswersGiven();
    }

    void take(Step step) {
      switch (step.kind()) {
        case WANT_ANNOUNCED -> want(step.route(), true);
        case WANT_WITHDRAWN -> want(step.route(), false);
        case WRITE -> write();
        case DONE -> answer(true);
        case ERROR -> answer(false);
        case TIME -> now += RouteCommands.ANSWER_NANOS / 3;
      }
    }

    void settle() {
      for (int i = 0; i < 200 && !commands.isSettled(); i++) {
        now += 60_000_000_000L;
        while (write()) {
          // until there is nothing left to write
        }
        while (answer(true)) {
          // until there is nothing left to answer
        }
      }
      assertThat(commands.isSettled()).isTrue();
    }

    private void want(int route, boolean announced) {
      String prefix = "10.1.0." + route + "/32";
      Route value = announced ? Routes.announced(prefix) : Routes.withdrawn(prefix);
      routes.put(prefix, value);
      commands.want(List.copyOf(routes.values()), now);
      wanted.put(prefix, announced);
    }

    private boolean write() {
      Optional<String> command = commands.next(now);
      command.ifPresent(
          text -> {
            assertThat(open).noneMatch(other -> prefix(other).equals(prefix(text)));
            open.add(text);
          });
      return command.isPresent();
    }

    private boolean answer(boolean done) {
      String text = open.poll();
      if (text == null) {
        return false;
      }
      if (done) {
        exabgp.put(prefix(text), text.startsWith("announce"));
        commands.onDone(now);
      } else {
        commands.onError(now);
      }
      return true;
    }

    private static String prefix(String command) {
      return command.split(" ")[2];
    }
  }
}
