package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
  private final EventExecutor first = new DefaultEventExecutor();
  private final EventExecutor second = new DefaultEventExecutor();
  private final EventLoops loops = new EventLoops(List.of(first, second));
  private final CountDownLatch fixed = new CountDownLatch(1);

  @AfterEach
  void stop() {
    fixed.countDown();
    first.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    second.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void aLoopThatIsBusyForLongDoesNotKeepUpUntilItHasDoneItsWork() {
    second.execute(this::hang);
    Eventually.until("it does not keep up", () -> !loops.keepUp());
    fixed.countDown();
    Eventually.until("it keeps up again", loops::keepUp);
  }

  @Test
  void aTurnIsOverWhenEachLoopHasGoneRound() throws Exception {
    second.execute(this::hang);
    CountDownLatch turned = new CountDownLatch(1);
    loops.afterTurn(turned::countDown);
    first.submit(() -> {}).get(30, TimeUnit.SECONDS);
    assertThat(turned.getCount()).isOne();
    fixed.countDown();
    assertThat(turned.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void loopsThatAreClosedAreNotWaitedFor() throws Exception {
    first.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(30, TimeUnit.SECONDS);
    CountDownLatch turned = new CountDownLatch(1);
    loops.afterTurn(turned::countDown);
    assertThat(turned.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private void hang() {
    try {
      fixed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
