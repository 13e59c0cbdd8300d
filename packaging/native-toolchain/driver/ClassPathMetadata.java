import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Hands the builder what the class path's jars and folders bring below META-INF/native-image. */
final class ClassPathMetadata {
  private static final String META = "META-INF/native-image/";
  private static final String PROPERTIES = "native-image.properties";

  /** Metadata file names, and the builder option that takes each as a resource. */
  private static final Map<String, String> CONFIG =
      Map.of(
          "reflect-config.json", "ReflectionConfigurationResources",
          "jni-config.json", "JNIConfigurationResources",
          "resource-config.json", "ResourceConfigurationResources",
          "proxy-config.json", "DynamicProxyConfigurationResources",
          "serialization-config.json", "SerializationConfigurationResources",
          "predefined-classes-config.json", "PredefinedClassesConfigurationResources",
          "reachability-metadata.json", "ReachabilityMetadataResources");

  private record Exclusion(Pattern jar, Pattern resource) {}

  private interface Opener {
    InputStream open() throws IOException;
  }

  private final BuilderOptions options;
  private final List<Exclusion> exclusions = new ArrayList<>();

  ClassPathMetadata(BuilderOptions options) {
    this.options = options;
  }

  /** Passes over the resources that match, in the jars that match. */
  void exclude(String jar, String resource) {
    exclusions.add(new Exclusion(Pattern.compile(jar), Pattern.compile(resource)));
  }

  void read(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      Path root = entry.resolve(META);
      if (!Files.isDirectory(root)) {
        return;
      }
      List<Path> files;
      try (Stream<Path> all = Files.walk(root)) {
        files = all.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path f : files) {
        file(
            entry,
            entry.relativize(f).toString(),
            f.toUri().toString(),
            () -> Files.newInputStream(f));
      }
    } else if (entry.toString().endsWith(".jar")) {
      try (ZipFile zip = new ZipFile(entry.toFile())) {
        List<? extends ZipEntry> files =
            zip.stream()
                .filter(e -> e.getName().startsWith(META) && !e.isDirectory())
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
        for (ZipEntry f : files) {
          String origin = "jar:" + entry.toUri() + "!/" + f.getName();
          file(entry, f.getName(), origin, () -> zip.getInputStream(f));
        }
      }
    }
  }

  private void file(Path entry, String resource, String origin, Opener opener) throws IOException {
    String file = resource.substring(resource.lastIndexOf('/') + 1);
    String option = CONFIG.get(file);
    if ((option == null && !file.equals(PROPERTIES)) || excluded(entry, resource)) {
      return;
    }
    if (option != null) {
      options.take("-H:" + option + "=" + resource, new ArrayDeque<>(), origin);
    } else {
      properties(resource, origin, opener);
    }
  }

  private boolean excluded(Path entry, String resource) {
    // Patterns are written both with and without the leading slash.
    return exclusions.stream()
        .anyMatch(
            e ->
                e.jar.matcher(entry.toString()).find()
                    && (e.resource.matcher(resource).find()
                        || e.resource.matcher("/" + resource).find()));
  }

  private void properties(String resource, String origin, Opener opener) throws IOException {
    Properties p = new Properties();
    try (InputStream in = opener.open()) {
      p.load(new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    }
    String folder = resource.substring(0, resource.lastIndexOf('/'));
    options.jvm.addAll(Words.of(p.getProperty("JavaArgs", "").replace("${.}", folder)));
    Deque<String> args =
        new ArrayDeque<>(Words.of(p.getProperty("Args", "").replace("${.}", folder)));
    while (!args.isEmpty()) {
      String arg = args.poll();
      if (!options.take(arg, args, origin)) {
        throw new Problem("Unrecognized option in " + origin + ": " + arg);
      }
    }
    if (options.name == null) {
      options.name = p.getProperty("ImageName");
    }
  }
}
