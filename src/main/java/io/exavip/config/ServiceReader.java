package io.exavip.config;

import io.exavip.health.Thresholds;
import io.exavip.monitor.FileLook;
import io.exavip.monitor.FileLooks;
import io.exavip.monitor.ProbeIntervals;
import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.Require;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the settings of one service into its specification. */
final class ServiceReader {
  private static final Duration MAX = Duration.ofHours(1);
  private static final Duration MIN_INTERVAL = Duration.ofMillis(10);
  private static final Duration MIN_FAST_INTERVAL = Duration.ofMillis(1);
  private static final Duration MIN_START_LIMIT = Duration.ofMillis(100);
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration FAST_INTERVAL = Duration.ofMillis(200);
  private static final Duration CONFIRM_INTERVAL = Duration.ofMillis(2);
  private static final Duration DEFAULT_START_LIMIT = Duration.ofSeconds(5);
  private static final int DEFAULT_JITTER = 10;
  private static final int MAX_JITTER = 50;

  private static final FileLooks LOOKS = new FileLooks();
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private ServiceReader() {}

  /**
   * What the user set for a service.
   *
   * @param name its name
   * @param where where the service stands, for messages
   * @param own what was set for it alone
   * @param base what was set for all; {@code own} goes before it
   * @param overrides what goes before both
   * @param checks further checks, each with settings of its own
   */
  record Source(
      String name,
      String where,
      Settings own,
      Settings base,
      Settings overrides,
      List<Settings> checks) {
    Settings together() {
      return overrides.over(own.over(base));
    }
  }

  static ServiceSpec read(Source source) {
    Settings settings = source.together();
    if (settings.all(Key.IP).isEmpty()) {
      throw new ConfigException(source.where() + ": no ip; needed: a prefix such as 10.1.0.5/32");
    }
    return new ServiceSpec(
        source.name(),
        checks(source),
        settings.one(Key.REQUIRE).map(Key.REQUIRES::read).orElse(Require.ALL),
        schedule(settings),
        new Thresholds(count(settings, Key.RISE), count(settings, Key.FALL)),
        time(settings, Key.HOLD_DOWN, Duration.ZERO, Duration.ZERO),
        settings
            .one(Key.DISABLE)
            .map(raw -> raw.read("a file that may exist or not", ServiceReader::file)),
        RouteReader.read(settings));
  }

  private static List<TimedCheck> checks(Source source) {
    Settings settings = source.together();
    List<TimedCheck> checks = new ArrayList<>(CheckReader.read(settings));
    Settings shared = settings.without(List.of(Key.URL, Key.TCP, Key.COMMAND));
    for (Settings own : source.checks()) {
      checks.addAll(CheckReader.read(own.over(shared)));
    }
    if (checks.isEmpty()) {
      throw new ConfigException(source.where() + ": no check; needed: url, tcp or command");
    }
    boolean http =
        !settings.all(Key.URL).isEmpty()
            || source.checks().stream().anyMatch(own -> !own.all(Key.URL).isEmpty());
    source
        .own()
        .first(Key.httpOnly())
        .filter(raw -> !http)
        .ifPresent(
            raw -> {
              throw raw.fault("speaks of HTTP, but the service has no url", "together with a url");
            });
    return checks;
  }

  private static ProbeIntervals schedule(Settings settings) {
    Duration interval = time(settings, Key.INTERVAL, MIN_INTERVAL, DEFAULT_INTERVAL);
    Duration quarter = interval.dividedBy(4);
    Duration fast =
        within(
            interval,
            settings,
            Key.FAST_INTERVAL,
            quarter.compareTo(FAST_INTERVAL) < 0 ? quarter : FAST_INTERVAL);
    Duration confirm = within(interval, settings, Key.CONFIRM_INTERVAL, CONFIRM_INTERVAL);
    int jitter =
        settings
            .one(Key.JITTER)
            .map(raw -> (int) Values.number(percent(raw), 0, MAX_JITTER))
            .orElse(DEFAULT_JITTER);
    return new ProbeIntervals(
        interval,
        fast,
        confirm,
        jitter,
        time(settings, Key.START_LIMIT, MIN_START_LIMIT, DEFAULT_START_LIMIT));
  }

  /** Reads a time up to the interval. */
  private static Duration within(
      Duration interval, Settings settings, Key key, Duration otherwise) {
    Duration time = time(settings, key, MIN_FAST_INTERVAL, otherwise);
    if (time.compareTo(interval) > 0) {
      throw settings
          .one(key)
          .orElseThrow()
          .fault("longer than the interval", "up to " + Values.text(interval));
    }
    return time;
  }

  private static Raw percent(Raw raw) {
    return new Raw(raw.text().replaceFirst(" ?%$", ""), raw.where());
  }

  private static Duration time(Settings settings, Key key, Duration min, Duration otherwise) {
    return settings.one(key).map(raw -> Values.duration(raw, min, MAX)).orElse(otherwise);
  }

  private static int count(Settings settings, Key key) {
    Optional<Raw> raw = settings.one(key);
    int usual = key == Key.RISE ? Thresholds.DEFAULT.rise() : Thresholds.DEFAULT.fall();
    return raw.map(r -> (int) Values.number(r, 1, Thresholds.MAX)).orElse(usual);
  }

  /** The disable file. A file system that gives no answer in time is not waited for. */
  private static Path file(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty");
    }
    try {
      Path path = Path.of(text);
      if (LOOKS.lookWithin(path, PATIENCE).kind() == FileLook.Kind.DIRECTORY) {
        throw new IllegalArgumentException("a directory");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a file name", e);
    }
  }
}
