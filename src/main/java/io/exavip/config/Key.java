package io.exavip.config;

import io.exavip.probe.HttpCheck;
import io.exavip.probe.Require;
import io.exavip.probe.tripwire.TripwireUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Something the user may set of a service: an option {@code --NAME}, a key {@code NAME} in
 * exavip.yaml, a variable {@code EXAVIP_NAME}. This is the one list of them; help, README and the
 * check for unknown keys are made from it.
 *
 * @param name the name, in kebab case
 * @param shortNames other option names, with their dashes
 * @param arity how many values it takes
 * @param label what the value is, for help
 * @param section the heading in help under which it stands
 * @param defaultText the default, for help; empty if there is none
 * @param description what it is for
 * @param words those of which the value is one; none if it is something else
 */
public record Key(
    String name,
    List<String> shortNames,
    Arity arity,
    String label,
    Section section,
    String defaultText,
    String description,
    List<String> words) {
  static final Choice<HttpCheck.Method> METHODS = Choice.of(HttpCheck.Method.values());
  static final Choice<Require> REQUIRES = Choice.of(Require.values());

  /** LOCAL is what holds where nothing is written. */
  static final Choice<TripwireUse> TRIPWIRES = Choice.of(TripwireUse.ON, TripwireUse.OFF);

  /** A key whose value is not one of several words. */
  Key(
      String name,
      List<String> shortNames,
      Arity arity,
      String label,
      Section section,
      String defaultText,
      String description) {
    this(name, shortNames, arity, label, section, defaultText, description, List.of());
  }

  /** How many values a key takes. */
  public enum Arity {
    /** None on the command line; true or false elsewhere. */
    FLAG,
    /** One. */
    ONE,
    /** One or more; repeated on the command line, a list in YAML. */
    MANY
  }

  /** The headings in help. */
  public enum Section {
    /** What is announced. */
    SERVICE("Service"),
    /** What is checked. */
    CHECKS("Checks"),
    /** When, and how often until a verdict. */
    SCHEDULE("Schedule and state"),
    /** How it is announced. */
    ROUTES("Routes");

    private final String heading;

    Section(String heading) {
      this.heading = heading;
    }

    /**
     * The heading.
     *
     * @return the heading for people
     */
    public String heading() {
      return heading;
    }
  }

  private static final Map<String, Key> ALL = new LinkedHashMap<>();

  static final Key IP =
      many(
          "ip", "PREFIX", Section.SERVICE, "announce this prefix; a bare address is a /32 or /128");

  static final Key URL = many("url", "URL", Section.CHECKS, "check by HTTP: http or https URL");
  static final Key METHOD = one("method", METHODS, Section.CHECKS, "GET", "request method");
  static final Key HEADER =
      many("header", "NAME:VALUE", Section.CHECKS, "request header, Host too");
  static final Key EXPECT_STATUS =
      one(
          "expect-status",
          "RANGES",
          Section.CHECKS,
          "200-399",
          "healthy status codes: 200-299,404");
  static final Key EXPECT_BODY =
      many("expect-body", "TEXT", Section.CHECKS, "the body must contain this");
  static final Key EXPECT_BODY_REGEX =
      many(
          "expect-body-regex",
          "REGEX",
          Section.CHECKS,
          "a part of the body must match this RE2 expression");
  static final Key EXPECT_HEALTH =
      flag("expect-health", Section.CHECKS, "the body must be MicroProfile Health JSON, status UP");
  static final Key INSECURE =
      flag("insecure", Section.CHECKS, "do not verify certificate and host name");
  static final Key CA_FILE =
      one("ca-file", "FILE", Section.CHECKS, "the system's", "certificates to trust instead");
  static final Key TLS_NAME =
      one(
          "tls-name",
          "HOST",
          Section.CHECKS,
          "Host header, else URL",
          "name in the certificate, and for SNI");
  static final Key CLIENT_CERT =
      one("client-cert", "FILE", Section.CHECKS, "", "PEM certificate to show to the server");
  static final Key CLIENT_KEY =
      one("client-key", "FILE", Section.CHECKS, "in client-cert", "its PEM key, without password");
  static final Key TCP = many("tcp", "HOST:PORT", Section.CHECKS, "check by a TCP connection");
  static final Key COMMAND =
      add(
          new Key(
              "command",
              List.of("--cmd", "-c"),
              Arity.MANY,
              "CMD",
              Section.CHECKS,
              "",
              "check by a command run by sh; healthy: exit code 0"));
  static final Key REQUIRE =
      one("require", REQUIRES, Section.CHECKS, "all", "how several checks count together");
  static final Key TIMEOUT =
      one(
          "timeout",
          "-t",
          "TIME",
          Section.CHECKS,
          "1s",
          "deadline of a check, from connect to body");

  static final Key TRIPWIRE =
      one(
          "tripwire",
          TRIPWIRES,
          Section.CHECKS,
          "on for apps on this host",
          "keep an idle connection; probe when it closes");

  static final Key INTERVAL =
      one("interval", "-i", "TIME", Section.SCHEDULE, "1s", "time between probes, start to start");
  static final Key FAST_INTERVAL =
      one(
          "fast-interval",
          "-f",
          "TIME",
          Section.SCHEDULE,
          "200ms, at most interval/4",
          "the same while undecided");
  static final Key CONFIRM_INTERVAL =
      one(
          "confirm-interval",
          "TIME",
          Section.SCHEDULE,
          "2ms",
          "the same while failures are confirmed");
  static final Key JITTER =
      one("jitter", "PERCENT", Section.SCHEDULE, "10", "shorten intervals at random by up to this");
  static final Key RISE =
      one("rise", "N", Section.SCHEDULE, "3", "successes in a row until the service is up");
  static final Key FALL =
      one("fall", "N", Section.SCHEDULE, "3", "failures in a row until the service is down");
  static final Key START_LIMIT =
      one(
          "start-limit",
          "TIME",
          Section.SCHEDULE,
          "5s",
          "undecided this long after the start is down");
  static final Key HOLD_DOWN =
      one("hold-down", "TIME", Section.SCHEDULE, "0", "after leaving up, not up again before this");
  static final Key DISABLE =
      one("disable", "FILE", Section.SCHEDULE, "", "the service is disabled while FILE exists");

  static final Key NEXT_HOP =
      one("next-hop", "-N", "IP", Section.ROUTES, "self", "next hop of the routes");
  static final Key NEIGHBOR =
      many("neighbor", "IP", Section.ROUTES, "announce to this neighbor only (default: to all)");
  static final Key WITHDRAW_ON_DOWN =
      flag(
          "withdraw-on-down",
          Section.ROUTES,
          "withdraw when down or disabled; this is the default");
  static final Key INCREASE =
      one("increase", "N", Section.ROUTES, "1", "step from the MED of one prefix to the next");

  static {
    for (RouteSetting setting : RouteSetting.values()) {
      for (String prefix : RouteSetting.PREFIXES) {
        add(setting.key(prefix));
      }
    }
  }

  /**
   * All keys in the order of help.
   *
   * @return the keys
   */
  public static List<Key> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * Looks a key up.
   *
   * @param name its name
   * @return the key; empty if there is none of that name
   */
  public static Optional<Key> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /**
   * The option of this key.
   *
   * @return the name with its dashes
   */
  public String option() {
    return "--" + name;
  }

  /**
   * The environment variable of this key.
   *
   * @return the name in capitals, such as EXAVIP_FAST_INTERVAL
   */
  public String variable() {
    return "EXAVIP_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * Whether the key says which service it is about, so that it has no place where many are set up.
   *
   * @return true for prefixes and checks
   */
  boolean isIdentity() {
    return this == IP || this == URL || this == TCP || this == COMMAND;
  }

  static List<Key> httpOnly() {
    return List.of(
        METHOD,
        HEADER,
        EXPECT_STATUS,
        EXPECT_BODY,
        EXPECT_BODY_REGEX,
        EXPECT_HEALTH,
        INSECURE,
        CA_FILE,
        TLS_NAME,
        CLIENT_CERT,
        CLIENT_KEY);
  }

  private static Key add(Key key) {
    ALL.put(key.name(), key);
    return key;
  }

  private static Key one(
      String name, String label, Section section, String defaultText, String description) {
    return add(new Key(name, List.of(), Arity.ONE, label, section, defaultText, description));
  }

  private static Key one(
      String name, Choice<?> choice, Section section, String defaultText, String description) {
    return add(
        new Key(
            name,
            List.of(),
            Arity.ONE,
            choice.label(),
            section,
            defaultText,
            description,
            choice.words()));
  }

  private static Key one(
      String name,
      String shortName,
      String label,
      Section section,
      String defaultText,
      String description) {
    return add(
        new Key(name, List.of(shortName), Arity.ONE, label, section, defaultText, description));
  }

  private static Key many(String name, String label, Section section, String description) {
    return add(new Key(name, List.of(), Arity.MANY, label, section, "", description));
  }

  private static Key flag(String name, Section section, String description) {
    return add(new Key(name, List.of(), Arity.FLAG, "", section, "", description));
  }
}
