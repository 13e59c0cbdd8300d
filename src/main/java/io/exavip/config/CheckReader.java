package io.exavip.config;

import io.exavip.probe.BodyRegex;
import io.exavip.probe.Check;
import io.exavip.probe.CommandCheck;
import io.exavip.probe.HttpCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.StatusRanges;
import io.exavip.probe.TcpCheck;
import io.exavip.probe.tripwire.TripwireUse;
import io.exavip.route.IpLiteral;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the checks of a service. */
final class CheckReader {
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
  private static final Duration MAX_TIMEOUT = Duration.ofHours(1);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\\x20-\\x7e]*)");
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");

  private CheckReader() {}

  /** Reads every check that the settings name, with the deadline that they set. */
  static List<TimedCheck> read(Settings settings) {
    Duration timeout =
        settings
            .one(Key.TIMEOUT)
            .map(raw -> Values.duration(raw, MIN_TIMEOUT, MAX_TIMEOUT))
            .orElse(DEFAULT_TIMEOUT);
    List<Check> checks = new ArrayList<>();
    settings.all(Key.URL).forEach(raw -> checks.add(http(raw, settings)));
    settings.all(Key.TCP).forEach(raw -> checks.add(tcp(raw)));
    settings.all(Key.COMMAND).forEach(raw -> checks.add(command(raw)));
    TripwireUse tripwire =
        settings.one(Key.TRIPWIRE).map(Key.TRIPWIRES::read).orElse(TripwireUse.LOCAL);
    return checks.stream().map(check -> new TimedCheck(check, timeout, tripwire)).toList();
  }

  private static HttpCheck http(Raw url, Settings settings) {
    HttpCheck.Method method =
        settings
            .one(Key.METHOD)
            .map(raw -> raw.read(Key.METHODS.allowed(), CheckReader::method))
            .orElse(HttpCheck.Method.GET);
    List<HttpCheck.BodyRule> body = body(settings);
    if (method == HttpCheck.Method.HEAD && !body.isEmpty()) {
      throw settings
          .one(Key.METHOD)
          .orElseThrow()
          .fault("an answer to HEAD has no body to look at", "GET");
    }
    return new HttpCheck(
        url.read("an http or https URL such as http://127.0.0.1:3000/health", CheckReader::uri),
        method,
        settings.all(Key.HEADER).stream().map(CheckReader::header).toList(),
        settings
            .one(Key.EXPECT_STATUS)
            .map(raw -> raw.read("codes 100 to 599 such as 200-299,404", StatusRanges::parse))
            .orElse(StatusRanges.DEFAULT),
        body,
        TlsReader.read(settings));
  }

  private static List<HttpCheck.BodyRule> body(Settings settings) {
    List<HttpCheck.BodyRule> rules = new ArrayList<>();
    settings.all(Key.EXPECT_BODY).forEach(raw -> rules.add(new HttpCheck.Contains(raw.text())));
    settings
        .all(Key.EXPECT_BODY_REGEX)
        .forEach(
            raw -> rules.add(new HttpCheck.Matches(raw.read(BodyRegex.ALLOWED, BodyRegex::parse))));
    if (settings.flag(Key.EXPECT_HEALTH)) {
      rules.add(new HttpCheck.HealthUp());
    }
    return rules;
  }

  private static HttpCheck.Method method(String text) {
    return Key.METHODS.parse(text.toUpperCase(Locale.ROOT));
  }

  static URI uri(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")
          || uri.getHost() == null
          || uri.getPort() == 0
          || uri.getPort() > 65535
          || uri.getUserInfo() != null
          || uri.getFragment() != null
          || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw new IllegalArgumentException("not an HTTP URL");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an HTTP URL", e);
    }
  }

  private static Map.Entry<String, String> header(Raw raw) {
    return raw.read(
        "NAME: VALUE in ASCII such as 'Host: www.example.com'",
        text -> {
          Matcher form = HEADER.matcher(text);
          if (!form.matches()) {
            throw new IllegalArgumentException("not a header");
          }
          return Map.entry(form.group(1), form.group(2).strip());
        });
  }

  private static TcpCheck tcp(Raw raw) {
    return raw.read(
        "HOST:PORT or [IPV6]:PORT, port 1 to 65535",
        text -> {
          Matcher form = HOST_PORT.matcher(text);
          if (!form.matches()
              || form.group(1) != null && IpLiteral.parse(form.group(1)).isEmpty()
              || Integer.parseInt(form.group(3)) < 1
              || Integer.parseInt(form.group(3)) > 65535) {
            throw new IllegalArgumentException("not an address");
          }
          String host = form.group(1) == null ? form.group(2) : form.group(1);
          return new TcpCheck(host, Integer.parseInt(form.group(3)));
        });
  }

  private static CommandCheck command(Raw raw) {
    return raw.read(
        "a command line for sh",
        text -> {
          if (text.isBlank() || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a command");
          }
          return new CommandCheck(text);
        });
  }
}
