package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.Law;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Routes that differ for ExaBGP and are one for a peer: with and without neighbours named. */
class RouteCommandsOverlapTest {
  private static final String TO_ALL = "withdraw route 10.1.0.5/32 next-hop self";
  private static final String TO_A = "neighbor 10.0.1.4 announce route 10.1.0.5/32 next-hop self";
  private static final String NOT_TO_A =
      "neighbor 10.0.1.4 withdraw route 10.1.0.5/32 next-hop self";

  private final RouteCommands commands = new RouteCommands(new SilentListener());
  private long now;

  @Test
  void whatIsWantedNoLongerIsNotWithdrawnOnceMoreBesideWhatIsAnnounced() {
    answered();
    want(Routes.withdrawn("10.1.0.5/32")); // as salvaged from a broken file
    assertThat(written()).containsExactly(TO_ALL);
    commands.onDone(now);
    want(announcedTo("10.0.1.4"));
    assertThat(written()).containsExactly(TO_A);
    commands.onDone(now);
    commands.onDone(now); // surplus: all is in doubt
    assertThat(written()).containsExactly(TO_A);
  }

  @Test
  void aWithdrawalThatWasNotWrittenYetIsDroppedOnceItWouldTakeAnAnnouncedRouteAway() {
    answered();
    want(Routes.withdrawn("10.1.0.5/32"));
    want(announcedTo("10.0.1.4"));
    assertThat(written()).containsExactly(TO_A);
  }

  @Test
  void aWithdrawalIsNotRepeatedAfterARefusalOnceItWouldTakeAnAnnouncedRouteAway() {
    answered();
    want(Routes.withdrawn("10.1.0.5/32"));
    written();
    want(announcedTo("10.0.1.4"));
    commands.onError(now);
    assertThat(written()).containsExactly(TO_A);
    commands.onDone(now);
    later(60);
    assertThat(written()).isEmpty();
    assertThat(commands.isSettled()).isTrue();
  }

  @Test
  void anAnnouncementWaitsForTheAnswerToAnyCommandOfItsPrefix() {
    answered();
    want(Routes.withdrawn("10.1.0.5/32"));
    written();
    want(announcedTo("10.0.1.4"));
    assertThat(written()).isEmpty();
    assertThat(commands.idleNanos(now)).isPositive();
    commands.onDone(now);
    assertThat(written()).containsExactly(TO_A);
  }

  @Test
  void whatIsWantedNoLongerStaysOwedUntilItIsTakenWhereItDisturbsNothing() {
    answered();
    want(Routes.withdrawn("10.1.0.5/32"));
    written();
    want(announced("10.1.0.6/32"));
    commands.onError(now);
    later(1);
    assertThat(written()).contains(TO_ALL);
  }

  @Test
  void aDropOfTheWholeDoesNotDropWhatOtherNeighborsMayHave() {
    answered();
    want(withdrawnFrom("10.0.1.5"));
    want(announcedTo("10.0.1.4"));
    assertThat(written()).hasSize(1);
    commands.onDone(now);
    assertThat(written()).hasSize(1);
  }

  @Test
  void whatWasWithdrawnForGoodIsForgottenAndCanTakeNobodysRouteAwayLater() {
    answered();
    commands.withdraw(List.of(Routes.withdrawn("10.1.0.5/32")), now);
    want(announced("10.1.0.6/32"));
    written();
    commands.onDone(now);
    commands.onDone(now);
    later(5);
    commands.onDone(now); // surplus; another process may announce 10.1.0.5/32 by now
    assertThat(written()).containsExactly("announce route 10.1.0.6/32 next-hop self");
  }

  @Test
  void whatAPredecessorLeftIsNotWithdrawnWhereItWouldTakeAnAnnouncedRouteAway() {
    answered();
    want(announcedTo("10.0.1.4"));
    written();
    commands.onDone(now);
    commands.withdraw(List.of(Routes.withdrawn("10.1.0.5/32")), now);
    assertThat(written()).isEmpty();
    assertThat(commands.isSettled()).isTrue();
  }

  @Test
  void itIsRepeatedWhereItIsInDoubtAtOnce() {
    answered();
    commands.withdraw(List.of(Routes.withdrawn("10.1.0.5/32")), now);
    written();
    commands.onDone(now);
    commands.onDone(now); // surplus
    assertThat(written()).containsExactly(TO_ALL);
  }

  @Test
  void aRouteWhoseServiceIsWantedWithdrawnIsNoReasonToDropAWithdrawalOfAll() {
    answered();
    want(Routes.withdrawn("10.1.0.5/32"));
    want(withdrawnFrom("10.0.1.4"));
    assertThat(written()).containsExactly(TO_ALL);
    commands.onDone(now);
    assertThat(written()).containsExactly(NOT_TO_A);
  }

  @Test
  void afterALostAnswerAllIsRepeatedSinceTheLaterAnswersWereTakenForTheOnesBefore() {
    answered();
    want(announced("10.1.0.5/32"), announced("10.1.0.6/32"));
    assertThat(written()).hasSize(2);
    commands.onDone(now); // that of the second: the error of the first was lost
    later(2);
    commands.expire(now);
    commands.onAlive(now);
    later(2);
    commands.expire(now);
    later(1);
    assertThat(written())
        .containsExactlyInAnyOrder(
            "announce route 10.1.0.5/32 next-hop self", "announce route 10.1.0.6/32 next-hop self");
  }

  /** To all or to each of two neighbours, and a leftover of a predecessor that is withdrawn. */
  private enum Wish {
    TO_ALL,
    NOT_TO_ALL,
    TO_A,
    NOT_TO_A,
    TO_A_NOT_TO_B,
    LEFTOVER,
    WRITE,
    DONE,
    ERROR,
    TIME;

    static Wish any(RandomGenerator random) {
      return values()[random.nextInt(values().length)];
    }

    Optional<List<Route>> wanted() {
      return switch (this) {
        case TO_ALL -> Optional.of(List.of(Routes.announced("10.1.0.5/32")));
        case NOT_TO_ALL -> Optional.of(List.of(Routes.withdrawn("10.1.0.5/32")));
        case TO_A -> Optional.of(List.of(announcedTo("10.0.1.4")));
        case NOT_TO_A -> Optional.of(List.of(withdrawnFrom("10.0.1.4")));
        case TO_A_NOT_TO_B ->
            Optional.of(List.of(announcedTo("10.0.1.4"), withdrawnFrom("10.0.1.5")));
        case LEFTOVER, WRITE, DONE, ERROR, TIME -> Optional.empty();
      };
    }
  }

  @Test
  void noWithdrawalIsEverWrittenThatTakesAnAnnouncedRouteAwayAndAllEndsAsWanted() {
    Law.holds(60, Wish::any, wishes -> new World().take(wishes));
  }

  /** An ExaBGP with two neighbours that takes commands in order, and may refuse them. */
  private static final class World {
    private final RouteCommands commands = new RouteCommands(new SilentListener());
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, Boolean> peers = new TreeMap<>();
    private List<Route> wanted = List.of();
    private long now;

    World() {
      commands.onAnswersGiven();
    }

    void take(List<Wish> wishes) {
      for (Wish wish : wishes) {
        wish.wanted().ifPresent(this::want);
        switch (wish) {
          case LEFTOVER -> leftover();
          case WRITE -> write();
          case DONE -> answer(true);
          case ERROR -> answer(false);
          case TIME -> now += RouteCommands.ANSWER_NANOS / 3;
          default -> {}
        }
      }
      for (int i = 0; i < 50 && !commands.isSettled(); i++) {
        now += TimeUnit.MINUTES.toNanos(1);
        while (write() || answer(true)) {
          // until there is nothing left to say
        }
      }
      assertThat(commands.isSettled()).isTrue();
      for (Route route : wanted) {
        namesOf(route)
            .forEach(name -> assertThat(peers.get(name)).as(name).isEqualTo(route.announced()));
      }
    }

    private void want(List<Route> routes) {
      wanted = routes;
      commands.want(routes, now);
    }

    private void leftover() {
      commands.withdraw(List.of(Routes.withdrawn("10.1.0.5/32")), now);
    }

    private boolean write() {
      Optional<String> command = commands.next(now);
      command.ifPresent(
          text -> {
            if (text.contains("withdraw")) {
              assertThat(wanted)
                  .noneMatch(
                      route ->
                          route.announced() && !Collections.disjoint(namesOf(route), names(text)));
            }
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
        names(text).forEach(name -> peers.put(name, text.contains("announce")));
        commands.onDone(now);
      } else {
        commands.onError(now);
      }
      return true;
    }

    private static List<String> namesOf(Route route) {
      return names(CommandText.of(route, Dialect.ACTION_FIRST));
    }

    private static List<String> names(String command) {
      List<String> both = List.of("10.0.1.4", "10.0.1.5");
      return command.startsWith("neighbor")
          ? both.stream().filter(command::contains).toList()
          : both;
    }
  }

  private void want(Route... routes) {
    commands.want(List.of(routes), now);
  }

  private void answered() {
    commands.onAnswersGiven();
  }

  private void later(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  private List<String> written() {
    List<String> all = new ArrayList<>();
    commands.expire(now);
    for (Optional<String> next = commands.next(now); next.isPresent(); next = commands.next(now)) {
      all.add(next.get());
    }
    return all;
  }

  private static Route announced(String prefix) {
    return Routes.announced(prefix);
  }

  private static Route announcedTo(String neighbor) {
    try {
      RouteKey key =
          new RouteKey(
              Prefix.parse("10.1.0.5/32"),
              List.of(InetAddress.getByName(neighbor)),
              OptionalLong.empty());
      return new Route(key, true, Optional.empty(), RouteAttributes.NONE);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(neighbor, e);
    }
  }

  private static Route withdrawnFrom(String neighbor) {
    return announcedTo(neighbor).withdrawn();
  }
}
