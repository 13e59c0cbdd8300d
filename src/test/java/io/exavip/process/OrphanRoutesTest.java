package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.api.ExaBgpChannel;
import io.exavip.probe.Eventually;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a predecessor left, and when it is withdrawn. ExaBGP says nothing here. */
class OrphanRoutesTest {
  private static final RouteKey KEPT = key("10.1.0.5/32");
  private static final RouteKey REMOVED = key("10.1.0.6/32");

  private final ByteArrayOutputStream commands = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void aSlowStartWithdrawsNothingThatIsConfiguredAsBefore() throws Exception {
    OrphanRoutes legacy = afterPredecessor();
    // Longer than the grace: the time is what this is about.
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(OrphanRoutes.GRACE_MILLIS + 1000));
    assertThat(text()).doesNotContain("withdraw");

    legacy.configured(List.of(KEPT));
    Eventually.until("what was removed is withdrawn", () -> text().contains("10.1.0.6/32"));
    assertThat(text()).doesNotContain("10.1.0.5/32");
  }

  @Test
  void whereNothingCanBeReadAllIsWithdrawn() throws Exception {
    afterPredecessor().unreadable();
    Eventually.until(
        "both are withdrawn",
        () -> text().contains("withdraw route 10.1.0.5/32") && text().contains("10.1.0.6/32"));
  }

  private OrphanRoutes afterPredecessor() throws Exception {
    try (StateFolder predecessor = StateFolder.open(folder, "web")) {
      predecessor.write(new StateText(Set.of(KEPT, REMOVED), Set.of()));
    }
    PipedInputStream silent = new PipedInputStream(new PipedOutputStream());
    ExaBgpChannel channel = new ExaBgpChannel(silent, commands, reason -> {});
    channel.startWriting();
    return OrphanRoutes.open(folder, "web", channel);
  }

  private String text() {
    return commands.toString(StandardCharsets.US_ASCII);
  }

  private static RouteKey key(String prefix) {
    return new RouteKey(Prefix.parse(prefix), List.of(), OptionalLong.empty());
  }
}
