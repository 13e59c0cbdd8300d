import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of one build: translates those of native-image into those of the image builder and of
 * the JVM that it runs in. Both the command line and native-image.properties files give them.
 */
final class BuilderOptions {
  /** Origin of what stands on the command line. */
  static final String USER = "user";

  /** Origin of what the driver itself adds. */
  static final String DRIVER = "driver";

  /** Marks, behind the origin, an option that was given under its short name. */
  private static final String API = "+api";

  private static final Set<String> JVM_MODULE_OPTIONS = Set.of("--add-modules", "--limit-modules");

  /** A row of api-options.tsv, which ApiOptions wrote. */
  private record ApiOption(
      String option,
      String kind,
      String separators,
      String fixed,
      String standard,
      String transform) {
    boolean separates(char c) {
      return separators.indexOf(c) >= 0 && c != 'N' && c != 'W';
    }

    /** Whether the value follows the name with nothing between, as in -O2. */
    boolean glued() {
      return separators.equals("N");
    }
  }

  private record Given(ApiOption option, String value) {}

  private final Map<String, ApiOption> api = new LinkedHashMap<>();

  /** For the JVM. */
  final List<String> jvm = new ArrayList<>();

  /** For the builder. */
  final List<String> image = new ArrayList<>();

  String name;
  String mainClass;
  boolean shared;

  BuilderOptions(Path table) throws IOException {
    for (String line : Files.readAllLines(table)) {
      String[] c = line.split("\t", -1);
      api.put(c[0], new ApiOption(c[1], c[2], c[3], c[4], c[5], c[6]));
    }
  }

  List<String> names() {
    return api.keySet().stream().sorted().toList();
  }

  /**
   * Takes one option, with its value from the rest where that stands apart; false if it is none.
   */
  boolean take(String arg, Deque<String> rest, String origin) {
    if (arg.startsWith("-H:Name=")) {
      name = arg.substring("-H:Name=".length());
    } else if (arg.startsWith("-H:Class=")) {
      mainClass = arg.substring("-H:Class=".length());
    } else if (arg.startsWith("-H:") || arg.startsWith("-R:")) {
      image.add(located(arg, origin));
    } else if (arg.startsWith("-D")) {
      jvm.add(arg);
    } else if (arg.startsWith("-J")) {
      jvm.add(arg.substring(2));
    } else if (JVM_MODULE_OPTIONS.contains(arg)) {
      jvm.add(arg + "=" + value(arg, rest));
    } else if (JVM_MODULE_OPTIONS.stream().anyMatch(o -> arg.startsWith(o + "="))) {
      jvm.add(arg);
    } else {
      return takeApi(arg, rest, origin);
    }
    return true;
  }

  void driver(String option, String value) {
    image.add("-H:" + option + "@" + DRIVER + "=" + value);
  }

  boolean has(String prefix) {
    return image.stream().anyMatch(o -> o.startsWith(prefix));
  }

  static String value(String option, Deque<String> args) {
    if (args.isEmpty()) {
      throw new Problem(option + " requires a value");
    }
    return args.poll();
  }

  private boolean takeApi(String arg, Deque<String> rest, String origin) {
    Given given = find(arg, rest);
    if (given == null) {
      return false;
    }
    ApiOption o = given.option;
    String value = o.fixed.equals("-") ? given.value : o.fixed.substring(1);
    if (o.option.equals("Name")) {
      name = value;
      return true;
    }
    shared |= o.option.equals("SharedLibrary");
    String built =
        switch (o.kind) {
          case "flag" -> "-H:+" + o.option;
          case "negated" -> "-H:-" + o.option;
          default -> "-H:" + o.option + "=" + transformed(o.transform, value);
        };
    image.add(located(built, origin + API));
    return true;
  }

  private Given find(String arg, Deque<String> rest) {
    ApiOption exact = api.get(arg);
    if (exact != null) {
      boolean wantsValue = exact.fixed.equals("-") && exact.kind.equals("value");
      if (wantsValue && exact.separators.startsWith("W")) {
        return new Given(exact, value(arg, rest));
      }
      return new Given(exact, exact.standard.equals("-") ? "" : exact.standard.substring(1));
    }
    for (Map.Entry<String, ApiOption> e : api.entrySet()) {
      String key = e.getKey();
      ApiOption o = e.getValue();
      if (arg.startsWith(key)) {
        if (o.separates(arg.charAt(key.length()))) {
          return new Given(o, arg.substring(key.length() + 1));
        }
        if (o.glued()) {
          return new Given(o, arg.substring(key.length()));
        }
      }
    }
    return null;
  }

  /** What the option's value transformer in the builder makes of a value. */
  private static String transformed(String transformer, String value) {
    return switch (transformer) {
      case "InitializationValueRunTime" -> eachItem(value, "", ":run_time");
      case "InitializationValueBuildTime" -> eachItem(value, "", ":build_time");
      case "Enable" -> value.isEmpty() ? "+" : eachItem(value, "+", "");
      case "Disable" -> value.isEmpty() ? "-" : eachItem(value, "-", "");
      default -> value;
    };
  }

  private static String eachItem(String value, String prefix, String suffix) {
    return Stream.of(value.split(","))
        .map(v -> prefix + v + suffix)
        .collect(Collectors.joining(","));
  }

  /** The option with the place it comes from: -H:Name@origin=value. */
  private static String located(String option, String origin) {
    int eq = option.indexOf('=');
    String key = eq < 0 ? option : option.substring(0, eq);
    String value = eq < 0 ? "" : option.substring(eq);
    if (option.startsWith("-R:") || key.indexOf('@') >= 0 || origin.equals(USER)) {
      return option;
    }
    return key + "@" + origin.replace("=", "%3D") + value;
  }
}
