package io.exavip.probe.name;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name service that answers as it is told to; names that it does not know it does not resolve.
 */
public final class PlayedResolver implements Resolver, AutoCloseable {
  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> hanging = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * Answers with these addresses from now on.
   *
   * @param name the name
   * @param addresses its addresses; none: it does not resolve
   */
  public void answer(String name, String... addresses) {
    names.put(
        name, Arrays.stream(addresses).map(text -> IpLiteral.parse(text).orElseThrow()).toList());
    CountDownLatch hangs = hanging.remove(name);
    if (hangs != null) {
      hangs.countDown();
    }
  }

  /**
   * Does not answer from now on, until {@link #answer} is called for it.
   *
   * @param name the name
   */
  public void hang(String name) {
    hanging.put(name, new CountDownLatch(1));
  }

  /**
   * How often it was asked.
   *
   * @return the number of questions
   */
  public int asked() {
    return asked.get();
  }

  /**
   * How many wait for an answer.
   *
   * @return the number of look-ups that have not ended
   */
  public int underWay() {
    return underWay.get();
  }

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    asked.incrementAndGet();
    underWay.incrementAndGet();
    try {
      CountDownLatch hangs = hanging.get(name);
      if (hangs != null) {
        hangs.await();
      }
      List<InetAddress> addresses = names.getOrDefault(name, List.of());
      if (addresses.isEmpty()) {
        throw new UnknownHostException(name + ": Name or service not known");
      }
      return addresses;
    } catch (InterruptedException e) {
      throw new UnknownHostException("interrupted");
    } finally {
      underWay.decrementAndGet();
    }
  }

  /** Lets go of whoever waits. */
  @Override
  public void close() {
    hanging.values().forEach(CountDownLatch::countDown);
  }
}
