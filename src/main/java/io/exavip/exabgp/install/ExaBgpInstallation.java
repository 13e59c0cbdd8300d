package io.exavip.exabgp.install;

import io.exavip.exabgp.conf.Where;
import io.exavip.host.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ExaBGP on this host: its systemd unit, its settings, its program, its user. A variable {@code
 * exabgp_...} of the environment goes before the unit's, both before the file of settings.
 */
public final class ExaBgpInstallation {
  /** Where Debian's unit has the configuration. */
  static final Path DEFAULT_FILE = Path.of("/etc/exabgp/exabgp.conf");

  /** The file of settings. */
  public static final Path SETTINGS = Path.of("/etc/exabgp/exabgp.env");

  private static final List<String> UNIT_FOLDERS =
      List.of(
          "/lib/systemd/system",
          "/usr/lib/systemd/system",
          "/run/systemd/system",
          "/etc/systemd/system");

  private static final Pattern VERSION =
      Pattern.compile("(?im)^\\s*exabgp\\s*:?\\s*v?(\\d+)\\.(\\d+)(\\S*)");

  private final Host host;
  private final List<UnitLine> unit;
  private final Map<Path, Optional<Version>> versions = new HashMap<>();

  /** A line of the unit, {@code key=value}. */
  private record UnitLine(Where where, String key, String value) {}

  /**
   * A setting of ExaBGP's and its place.
   *
   * @param value the value without quotes
   * @param where the place
   */
  public record EnvSetting(String value, Where where) {}

  /**
   * The version of the program.
   *
   * @param major the first number
   * @param minor the second
   * @param text all of it
   */
  public record Version(int major, int minor, String text) {}

  /**
   * Reads the unit.
   *
   * @param host this host
   */
  public ExaBgpInstallation(Host host) {
    this.host = host;
    this.unit = readUnit();
  }

  /**
   * The configuration.
   *
   * @return the one that the unit names; Debian's place if there is no unit
   */
  public Path file() {
    return execStart().stream()
        .skip(1)
        .filter(word -> word.startsWith("/"))
        .reduce((a, b) -> b)
        .map(Path::of)
        .orElse(DEFAULT_FILE);
  }

  /**
   * The program.
   *
   * @return the unit's, else the first on the path; empty if there is none
   */
  public Optional<Path> program() {
    Stream<Path> ofUnit = execStart().stream().limit(1).map(Path::of);
    Stream<Path> onPath =
        Arrays.stream(host.environment().getOrDefault("PATH", "").split(":"))
            .filter(folder -> folder.startsWith("/"))
            .map(folder -> Path.of(folder, "exabgp"));
    Stream<Path> usual = Stream.of(Path.of("/usr/sbin/exabgp"), Path.of("/usr/bin/exabgp"));
    return runnable(Stream.of(ofUnit, onPath, usual).flatMap(paths -> paths));
  }

  private Optional<Path> runnable(Stream<Path> programs) {
    return programs
        .filter(path -> host.status(path).filter(Host.Status::isProgram).isPresent())
        .findFirst();
  }

  /**
   * The program that somebody would run who writes {@code exabgp}.
   *
   * @return the first on the path, or in the folders of administrators; empty if there is none
   */
  public Optional<Path> programOnPath() {
    String path = host.environment().getOrDefault("PATH", "");
    return runnable(
        Arrays.stream((path + ":/usr/sbin:/usr/local/sbin").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "exabgp").toAbsolutePath()));
  }

  /**
   * Has a program read a file.
   *
   * @param program ExaBGP's
   * @param file a configuration
   * @return what it says against it; empty if it takes it
   */
  public Optional<Refusal> refusal(Path program, Path file) {
    return Refusal.of(host, program, version(program), file);
  }

  /**
   * What the program says of its version; it is asked once.
   *
   * @param program the program
   * @return the version; empty if it says none
   */
  public Optional<Version> version(Path program) {
    return versions.computeIfAbsent(program, this::ask);
  }

  /** 4.2 takes an option, 5.0 a command. */
  private Optional<Version> ask(Path program) {
    for (String word : List.of("--version", "version")) {
      Optional<Host.Outcome> outcome = host.run(List.of(program.toString(), word), Map.of());
      Matcher said = VERSION.matcher(outcome.map(Host.Outcome::output).orElse(""));
      if (said.find()) {
        int major = Integer.parseInt(said.group(1));
        int minor = Integer.parseInt(said.group(2));
        return Optional.of(new Version(major, minor, major + "." + minor + said.group(3)));
      }
    }
    return Optional.empty();
  }

  /**
   * The user that the processes run as.
   *
   * @return the unit's, else the one that ExaBGP becomes, and the place that says so
   */
  public EnvSetting user() {
    Optional<EnvSetting> override = ofEnvironment("daemon", "user");
    Optional<EnvSetting> ofUnit =
        last("User")
            .filter(line -> !line.value().equals("root"))
            .map(line -> new EnvSetting(line.value(), line.where()));
    return override
        .or(() -> ofUnit)
        .or(() -> setting("daemon", "user"))
        .orElse(new EnvSetting("nobody", new Where(SETTINGS, 0)));
  }

  /**
   * A setting such as {@code exabgp.api.ack}.
   *
   * @param section such as {@code api}
   * @param name such as {@code ack}
   * @return the setting; empty if it is nowhere
   */
  public Optional<EnvSetting> setting(String section, String name) {
    return ofEnvironment(section, name)
        .or(() -> ofUnit(section, name))
        .or(() -> ofFile(section, name));
  }

  /**
   * Whether a setting is a word that ExaBGP takes for no.
   *
   * @param setting the setting
   * @return true if it is
   */
  public static boolean isOff(EnvSetting setting) {
    return !List.of("1", "yes", "on", "enable", "true")
        .contains(setting.value().toLowerCase(Locale.ROOT));
  }

  private Optional<EnvSetting> ofEnvironment(String section, String name) {
    Map<String, String> environment = host.environment();
    return names(section, name)
        .filter(environment::containsKey)
        .findFirst()
        .map(key -> new EnvSetting(environment.get(key), new Where(Path.of("$" + key), 0)));
  }

  private Optional<EnvSetting> ofUnit(String section, String name) {
    List<String> names = names(section, name).toList();
    return unit.stream()
        .filter(line -> line.key().equals("Environment"))
        .flatMap(
            line ->
                Arrays.stream(unquoted(line.value()).split("\\s+"))
                    .filter(pair -> names.contains(pair.replaceFirst("=.*", "")))
                    .map(pair -> new EnvSetting(afterEquals(pair), line.where())))
        .reduce((a, b) -> b);
  }

  private Optional<EnvSetting> ofFile(String section, String name) {
    String here = "";
    int number = 0;
    for (String raw : host.text(SETTINGS).orElse("").lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.startsWith("[")) {
        here = line.replaceAll("[\\[\\]]", "");
      } else if (here.equals("exabgp." + section) && line.matches(name + "\\s*[=:].*")) {
        String value = unquoted(line.replaceFirst("^[^=:]*[=:]", "").strip());
        return Optional.of(new EnvSetting(value, new Where(SETTINGS, number)));
      }
    }
    return Optional.empty();
  }

  private static Stream<String> names(String section, String name) {
    String key = "exabgp." + section + "." + name;
    return Stream.of(key, key.replace('.', '_'));
  }

  private List<String> execStart() {
    return last("ExecStart")
        .map(line -> Arrays.asList(line.value().replaceFirst("^[-+!@:]+", "").split("\\s+")))
        .orElse(List.of());
  }

  private Optional<UnitLine> last(String key) {
    return unit.stream()
        .filter(line -> line.key().equals(key) && !line.value().isEmpty())
        .reduce((a, b) -> b);
  }

  /** The unit, later folders instead of earlier ones, and the files that add to it. */
  private List<UnitLine> readUnit() {
    List<UnitLine> lines = new ArrayList<>();
    for (String folder : UNIT_FOLDERS) {
      List<UnitLine> found = lines(Path.of(folder, "exabgp.service"));
      lines = found.isEmpty() ? lines : found;
    }
    for (String folder : UNIT_FOLDERS) {
      for (Path file : host.files(Path.of(folder, "exabgp.service.d"))) {
        lines.addAll(file.toString().endsWith(".conf") ? lines(file) : List.of());
      }
    }
    return lines;
  }

  private List<UnitLine> lines(Path file) {
    List<UnitLine> lines = new ArrayList<>();
    int number = 0;
    for (String line : host.text(file).orElse("").lines().toList()) {
      number++;
      if (line.matches("[A-Za-z]+\\s*=.*")) {
        String key = line.substring(0, line.indexOf('=')).strip();
        lines.add(new UnitLine(new Where(file, number), key, afterEquals(line).strip()));
      }
    }
    return lines;
  }

  private static String afterEquals(String text) {
    return text.substring(text.indexOf('=') + 1);
  }

  private static String unquoted(String text) {
    return text.replaceAll("^['\"]+|['\"]+$", "");
  }
}
