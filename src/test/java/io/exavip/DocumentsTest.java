package io.exavip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern TEST =
      Pattern.compile("`((?:[A-Z]\\w+)(?:Test|IT))(?:\\.(\\w+)(…?))?`");

  /** Classes in code, which are all ours but few. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`");

  private static final Pattern THREAD = Pattern.compile("\"(exavip-[a-z-]+)\"");

  private static final String ALL_TESTS =
      "packaging/test-tools/install-test-tools && mvn -B verify";

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>exavip</artifactId>\\s+<version>(.*?)</version>");

  private static final Pattern PACKAGE = Pattern.compile("exavip_([0-9][^_]*)_");

  /** A rule of the doctor, which is named like a thread. */
  private static final String RULE = "exavip-missing";

  private static final Set<String> EXTERNAL = Set.of("RouteServerSubnet", "VirtualNetwork");

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFileAndToAHeadingInIt(Path document) throws IOException {
    Matcher link = LINK.matcher(withoutCode(Files.readString(document)));
    List<String> broken = new ArrayList<>();
    while (link.find()) {
      String target = link.group(1);
      if (!target.startsWith("http") && !isThere(document, target)) {
        broken.add(target);
      }
    }
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyTestThatIsNamedExists(Path document) throws IOException {
    Matcher test = TEST.matcher(Files.readString(document));
    List<String> missing = new ArrayList<>();
    while (test.find()) {
      List<Path> sources = sources(test.group(1) + ".java");
      String method = test.group(2);
      boolean exists =
          method == null ? !sources.isEmpty() : sources.stream().anyMatch(f -> has(f, method));
      if (!exists) {
        missing.add(test.group());
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documentsOfTheInside")
  void everyClassThatIsNamedExists(Path document) throws IOException {
    Matcher name = CLASS.matcher(Files.readString(document));
    List<String> missing = new ArrayList<>();
    while (name.find()) {
      if (sources(name.group(1) + ".java").isEmpty() && !EXTERNAL.contains(name.group(1))) {
        missing.add(name.group(1));
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theArchitectureHasARowForEachRoom() throws IOException {
    String table = Files.readString(Path.of("ARCHITECTURE.md"));
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/exavip"))) {
      assertThat(files.filter(Files::isDirectory))
          .isNotEmpty()
          .allMatch(room -> table.matches("(?s).*\\n\\|[^|]*`" + room.getFileName() + "[`.].*"));
    }
  }

  @Test
  void theArchitectureNamesEveryThread() throws IOException {
    String text = Files.readString(Path.of("ARCHITECTURE.md"));
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Set<String> names = new TreeSet<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        THREAD.matcher(Files.readString(file)).results().forEach(name -> names.add(name.group(1)));
      }
      names.remove(RULE);
      assertThat(names).hasSizeGreaterThan(10).allMatch(name -> text.contains("`" + name));
    }
  }

  @Test
  void theReadmesCommandForAllTestsIsTheOneThatIsRunOnABareMachine() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).contains(ALL_TESTS);
    assertThat(Files.readAllLines(Path.of(".ci/run"))).contains(ALL_TESTS);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void thePackageHasTheVersionThatIsBuilt(Path document) throws IOException {
    Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(PACKAGE.matcher(Files.readString(document)).results())
        .allMatch(name -> name.group(1).equals(version.group(1)));
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
  }

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("."), 4)) {
      List<Path> all =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.startsWith("./.git") && !file.startsWith("./target"))
              .toList();
      assertThat(all).hasSizeGreaterThan(30);
      return all.stream();
    }
  }

  static Stream<Path> documentsOfTheInside() throws IOException {
    return documents()
        .filter(file -> !file.endsWith("systemd.md") && !file.endsWith("CHANGELOG.md"));
  }

  private static boolean isThere(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1]));
  }

  /** As the usual viewers make anchors of headings. */
  private static List<String> headings(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceAll("^#+ *", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String withoutCode(String text) {
    return text.replaceAll("(?s)```.*?```", "");
  }

  private static List<Path> sources(String name) {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.endsWith(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(Path source, String method) {
    try {
      return Files.readString(source).contains(" " + method);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
