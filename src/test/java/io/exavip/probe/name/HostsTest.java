package io.exavip.probe.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.probe.Eventually;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
  private static final String NAME = "app.example.com";

  private final AtomicLong nanos = new AtomicLong();
  private final PlayedResolver resolver = new PlayedResolver();
  private final Hosts hosts = new Hosts(resolver, nanos::get);

  @AfterEach
  void stop() {
    resolver.close();
    hosts.close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::1, 0:0:0:0:0:0:0:1",
    "localhost, 127.0.0.1 0:0:0:0:0:0:0:1",
    "LOCALHOST., 127.0.0.1 0:0:0:0:0:0:0:1",
    "app.localhost, 127.0.0.1 0:0:0:0:0:0:0:1"
  })
  void addressesAndLocalhostAreThereAtOnceAndNobodyIsAsked(String host, String addresses) {
    assertThat(hosts.addresses(host)).isDone();
    assertThat(texts(hosts.addresses(host).join())).containsExactly(addresses.split(" "));
    assertThat(texts(hosts.known(host))).containsExactly(addresses.split(" "));
    assertThat(resolver.asked()).isZero();
  }

  @Test
  void aNameIsLookedUp() {
    resolver.answer(NAME, "10.0.0.5", "2001:db8::5");

    assertThat(ask(NAME)).containsExactly("10.0.0.5", "2001:db8:0:0:0:0:0:5");
  }

  @Test
  void aNameThatHasNeverResolvedFailsWithItsName() {
    assertThatThrownBy(() -> ask(NAME))
        .hasCauseInstanceOf(UnknownHostException.class)
        .hasRootCauseMessage(NAME);
  }

  @Test
  void eachFailureIsALookUpOfItsOwn() {
    for (int i = 1; i <= 5; i++) {
      assertThatThrownBy(() -> ask(NAME)).isNotNull();
      assertThat(resolver.asked()).isEqualTo(i);
    }
  }

  @Test
  void aNameThatHangsKeepsNoOtherWaiting() {
    IntStream.range(0, 50).forEach(i -> resolver.hang("hangs" + i));
    IntStream.range(0, 50).forEach(i -> hosts.addresses("hangs" + i));
    Eventually.until("all hang", () -> resolver.underWay() == 50);
    resolver.answer(NAME, "10.0.0.5");

    assertThat(ask(NAME)).containsExactly("10.0.0.5");
  }

  @Test
  void aNameThatHangsIsAskedForOnceWhoeverAsks() {
    resolver.hang(NAME);
    List<CompletableFuture<List<InetAddress>>> answers =
        IntStream.range(0, 100).mapToObj(i -> hosts.addresses(NAME)).toList();
    Eventually.until("it hangs", () -> resolver.underWay() == 1);
    resolver.answer(NAME, "10.0.0.5");

    answers.forEach(answer -> assertThat(texts(within(answer))).containsExactly("10.0.0.5"));
    assertThat(resolver.asked()).isEqualTo(1);
  }

  @Test
  void whoDoesNotWaitAnyMoreIsForgotten() {
    resolver.hang(NAME);
    for (int i = 0; i < 1000; i++) {
      hosts.addresses(NAME).cancel(false);
    }

    assertThat(hosts.lookup(NAME).askers()).isZero();
    assertThat(resolver.asked()).isLessThanOrEqualTo(1);
  }

  @Test
  void aFailureSpeaksOnlyForThoseWhoAskedBeforeItsLookUpBegan() {
    resolver.hang(NAME);
    CompletableFuture<List<InetAddress>> first = hosts.addresses(NAME);
    Eventually.until("it hangs", () -> resolver.underWay() == 1);
    CompletableFuture<List<InetAddress>> second = hosts.addresses(NAME);
    resolver.answer(NAME); // it does not resolve

    assertThatThrownBy(() -> within(first)).isNotNull();
    assertThatThrownBy(() -> within(second)).isNotNull();
    assertThat(resolver.asked()).isEqualTo(2);
  }

  @Test
  void whatHasResolvedIsThereAtOnceWhileTheNameHangs() {
    resolver.answer(NAME, "10.0.0.5");
    ask(NAME);
    resolver.hang(NAME);
    later();

    for (int i = 0; i < 100; i++) {
      assertThat(hosts.addresses(NAME)).isDone();
      assertThat(texts(hosts.addresses(NAME).join())).containsExactly("10.0.0.5");
      later();
    }
    assertThat(resolver.asked()).isLessThanOrEqualTo(2);
  }

  @Test
  void whatHasResolvedStandsWhileTheNameDoesNotResolve() {
    resolver.answer(NAME, "10.0.0.5");
    ask(NAME);
    resolver.answer(NAME);
    for (int i = 2; i < 5; i++) {
      later();
      assertThat(ask(NAME)).containsExactly("10.0.0.5");
      int asked = i;
      Eventually.until("it was asked again", () -> resolver.asked() == asked);
      Eventually.until("the look-up has ended", () -> resolver.underWay() == 0);
    }
  }

  @Test
  void aMovedNameIsFollowedWithTheNextLookUp() {
    resolver.answer(NAME, "10.0.0.5");
    ask(NAME);
    resolver.answer(NAME, "10.0.0.6");
    later();
    hosts.addresses(NAME);

    Eventually.until("followed", () -> texts(hosts.known(NAME)).equals(List.of("10.0.0.6")));
  }

  @Test
  void aNameThatResolvesIsAskedForOnceASecond() {
    resolver.answer(NAME, "10.0.0.5");
    ask(NAME);
    nanos.addAndGet(NameLookup.AGAIN_NANOS - 1);
    for (int i = 0; i < 100; i++) {
      ask(NAME);
    }

    assertThat(resolver.asked()).isEqualTo(1);
  }

  @Test
  void whereNobodyIsThereTheNameIsLookedUpOnceMoreUnlessThatWasJustDone() {
    resolver.answer(NAME, "10.0.0.5");
    ask(NAME);
    resolver.answer(NAME, "10.0.0.6");
    assertThat(texts(hosts.renewed(NAME).orElseThrow().join())).containsExactly("10.0.0.5");

    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(60));
    assertThat(texts(hosts.renewed(NAME).orElseThrow().join())).containsExactly("10.0.0.6");
    assertThat(hosts.renewed("127.0.0.1")).isEmpty();
    assertThat(hosts.renewed("localhost")).isEmpty();
  }

  @Test
  void aLookUpThatHangsIsWaitedForByNobodyAfterAQuarterOfASecond() {
    resolver.answer(NAME, "10.0.0.5");
    ask(NAME);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(60));
    resolver.hang(NAME);
    assertThat(hosts.renewed(NAME).orElseThrow()).isNotDone();

    nanos.addAndGet(Hosts.RENEWAL.toNanos());
    assertThat(texts(hosts.renewed(NAME).orElseThrow().join())).containsExactly("10.0.0.5");
  }

  @Test
  void thereAreNoMoreThreadsThanNames() {
    List<String> names = List.of("a.example", "b.example", "c.example");
    names.forEach(resolver::hang);
    List<CompletableFuture<?>> asked = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.forEach(name -> asked.add(hosts.addresses(name)));
    }

    Eventually.until("all hang", () -> resolver.underWay() == names.size());
    assertThat(hosts.threads()).isEqualTo(names.size());
  }

  @Test
  void ofManyAddressesTheFirstAreTaken() {
    resolver.answer(
        NAME, IntStream.range(1, 100).mapToObj(i -> "10.0.0." + i).toArray(String[]::new));

    assertThat(ask(NAME)).hasSize(Hosts.MOST_ADDRESSES).startsWith("10.0.0.1", "10.0.0.2");
  }

  private void later() {
    nanos.addAndGet(NameLookup.AGAIN_NANOS);
  }

  private List<String> ask(String host) {
    return texts(within(hosts.addresses(host)));
  }

  private static List<InetAddress> within(CompletableFuture<List<InetAddress>> answer) {
    return answer.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).toList();
  }
}
