package io.exavip.config;

import io.exavip.ping.PingPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what {@code exavip ping} is to do. */
public final class PingReader {
  private static final Duration ONE_MILLI = Duration.ofMillis(1);
  private static final Duration MAX_INTERVAL = Duration.ofHours(1);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration MAX_DURATION = Duration.ofHours(8760);
  private static final long MAX_COUNT = 1_000_000_000;

  private PingReader() {}

  /**
   * Reads a plan.
   *
   * @param url an http or https URL
   * @param insecure true: neither certificate nor host name is verified
   * @param interval 1ms to 1h
   * @param timeout 1ms to 1m
   * @param count 1 to 1,000,000,000; empty: no limit
   * @param duration 1ms to 8760h; empty: no limit
   * @return the plan
   * @throws ConfigException if a value is not good
   */
  public static PingPlan read(
      Raw url,
      boolean insecure,
      Raw interval,
      Raw timeout,
      Optional<Raw> count,
      Optional<Raw> duration) {
    return new PingPlan(
        url.read("an http or https URL such as http://10.1.0.5:3000/", CheckReader::uri),
        insecure,
        Values.duration(interval, ONE_MILLI, MAX_INTERVAL),
        Values.duration(timeout, ONE_MILLI, MAX_TIMEOUT),
        count.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Values.number(count.get(), 1, MAX_COUNT)),
        duration.map(raw -> Values.duration(raw, ONE_MILLI, MAX_DURATION)));
  }
}
