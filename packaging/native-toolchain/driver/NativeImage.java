import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the command line of {@code native-image} into a run of the image builder. The first
 * argument is the toolchain's home folder.
 */
public final class NativeImage {
  private final Path home;
  private final Path cwd = Path.of("").toAbsolutePath();
  private final BuilderOptions options;
  private final ClassPathMetadata metadata;
  private final Set<Path> classPath = new LinkedHashSet<>();
  private final List<String> positional = new ArrayList<>();
  private boolean verbose;

  private NativeImage(Path home) throws IOException {
    this.home = home;
    this.options = new BuilderOptions(home.resolve("lib/svm/driver/api-options.tsv"));
    this.metadata = new ClassPathMetadata(options);
  }

  public static void main(String[] args) throws Exception {
    try {
      NativeImage driver = new NativeImage(Path.of(args[0]).toRealPath());
      String more = System.getenv("NATIVE_IMAGE_OPTIONS");
      Deque<String> queue = new ArrayDeque<>(Words.of(more == null ? "" : more));
      queue.addAll(List.of(args).subList(1, args.length));
      driver.commandLine(queue);
      System.exit(driver.build());
    } catch (Problem e) {
      System.err.println("Error: " + e.getMessage());
      System.exit(20);
    }
  }

  // ---- the command line ----------------------------------------------------------------

  private void commandLine(Deque<String> args) throws IOException {
    while (!args.isEmpty()) {
      String arg = args.poll();
      switch (arg) {
        case "-cp", "-classpath", "--class-path" -> addClassPath(BuilderOptions.value(arg, args));
        case "-jar" -> jar(cwd.resolve(BuilderOptions.value(arg, args)));
        case "--exclude-config" ->
            metadata.exclude(BuilderOptions.value(arg, args), BuilderOptions.value(arg, args));
        case "--verbose" -> verbose = true;
        case "--enable-preview" -> options.jvm.add(arg);
        case "--help" -> {
          System.out.println("Usage: native-image [options] -jar JARFILE | class [imagename]");
          options.names().forEach(o -> System.out.println("    " + o));
          System.exit(0);
        }
        default -> {
          if (arg.startsWith("@")) {
            Words.ofFile(cwd.resolve(arg.substring(1))).reversed().forEach(args::addFirst);
          } else if (arg.startsWith("--class-path=")) {
            addClassPath(arg.substring(arg.indexOf('=') + 1));
          } else if (!options.take(arg, args, BuilderOptions.USER)) {
            if (arg.startsWith("-")) {
              throw new Problem("Unrecognized option: " + arg);
            }
            positional.add(arg);
          }
        }
      }
    }
  }

  private void addClassPath(String text) throws IOException {
    for (String part : text.split(File.pathSeparator)) {
      if (part.endsWith("/*") || part.equals("*")) {
        try (Stream<Path> jars = Files.list(cwd.resolve(part.substring(0, part.length() - 1)))) {
          jars.filter(p -> p.toString().endsWith(".jar")).sorted().forEach(this::addEntry);
        }
      } else {
        addEntry(cwd.resolve(part.isEmpty() ? "." : part));
      }
    }
  }

  private boolean addEntry(Path file) {
    return Files.exists(file) && classPath.add(file.normalize());
  }

  /** -jar: the jar, what its manifest's class path names, and its main class. */
  private void jar(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Problem("Invalid -jar value, no such file: " + file);
    }
    Attributes main = manifest(file);
    options.mainClass = main.getValue(Attributes.Name.MAIN_CLASS);
    if (options.name == null) {
      options.name = file.getFileName().toString().replaceFirst("\\.jar$", "");
    }
    addWithManifestPath(file);
    for (var e : Map.of("Add-Exports", "--add-exports", "Add-Opens", "--add-opens").entrySet()) {
      String packages = main.getValue(e.getKey());
      if (packages != null) {
        for (String p : packages.trim().split("\\s+")) {
          option(e.getValue() + "=" + p + "=ALL-UNNAMED");
        }
      }
    }
    String access = main.getValue("Enable-Native-Access");
    if (access != null) {
      option("--enable-native-access=" + access);
    }
  }

  private void option(String whole) {
    options.take(whole, new ArrayDeque<>(), BuilderOptions.USER);
  }

  private void addWithManifestPath(Path file) throws IOException {
    if (!addEntry(file) || Files.isDirectory(file)) {
      return;
    }
    String more = manifest(file).getValue(Attributes.Name.CLASS_PATH);
    if (more != null) {
      for (String entry : more.trim().split("\\s+")) {
        addWithManifestPath(
            entry.startsWith("file:")
                ? Path.of(URI.create(entry))
                : file.getParent().resolve(entry));
      }
    }
  }

  private static Attributes manifest(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest m = jar.getManifest();
      return m == null ? new Attributes() : m.getMainAttributes();
    }
  }

  // ---- the build ----------------------------------------------------------------------------

  private int build() throws IOException, InterruptedException {
    if (!positional.isEmpty() && options.mainClass == null) {
      options.mainClass = positional.remove(0);
    }
    if (!positional.isEmpty()) {
      options.name = positional.remove(0);
    }
    if (!positional.isEmpty()) {
      throw new Problem("Unrecognized arguments: " + positional);
    }
    if (classPath.isEmpty()) {
      addEntry(cwd);
    }
    readMetadata();
    if (options.mainClass == null && !options.shared) {
      throw new Problem("Please specify a class or -jar file with a main class");
    }
    if (options.name == null) {
      if (options.mainClass == null) {
        throw new Problem("Please name the library: -o NAME");
      }
      options.name = options.mainClass.toLowerCase(Locale.ROOT);
    }
    Path target = cwd.resolve(options.name);
    options.driver("CLibraryPath", home.resolve("lib/svm/clibraries/linux-amd64").toString());
    if (!options.has("-H:Path=")) {
      options.driver("Path", target.getParent().toString());
    }
    options.driver("Class", options.mainClass == null ? "" : options.mainClass);
    options.driver("Name", target.getFileName().toString());
    // The same arguments give the same image.
    options.driver(
        "ImageBuildID",
        UUID.nameUUIDFromBytes((joined(classPath) + options.image).getBytes(StandardCharsets.UTF_8))
            .toString());

    Path work = Files.createTempDirectory("native-image-");
    try {
      return run(work);
    } finally {
      delete(work);
    }
  }

  /**
   * Puts what jars bring before what was given: of two values of an option the builder takes the
   * last.
   */
  private void readMetadata() throws IOException {
    List<String> givenImage = List.copyOf(options.image);
    List<String> givenJvm = List.copyOf(options.jvm);
    options.image.clear();
    options.jvm.clear();
    for (Path entry : classPath) {
      metadata.read(entry);
    }
    options.image.addAll(givenImage);
    options.jvm.addAll(givenJvm);
  }

  private int run(Path work) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-imagecp", joined(classPath)));
    arguments.addAll(options.image);
    Path argumentFile = work.resolve("image.args");
    Files.writeString(argumentFile, String.join("\0", arguments));
    List<String> command = command(argumentFile);
    if (verbose) {
      System.out.println("Executing [");
      command.forEach(c -> System.out.println("  " + c));
      System.out.println("] with [");
      arguments.forEach(a -> System.out.println("  " + a));
      System.out.println("]");
    }
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(stop);
    return status;
  }

  private List<String> command(Path argumentFile) throws IOException {
    Path builder = home.resolve("lib/svm/builder");
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/java").toString(),
                "@" + home.resolve("lib/svm/driver/module-access.args"),
                "-XX:+UseParallelGC",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+EnableJVMCI",
                "-XX:-UseJVMCICompiler",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xss10m",
                "-Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader",
                "-Dorg.graalvm.nativeimage.imagecode=buildtime",
                "-Dsubstratevm.HostLibC=glibc",
                "-Dorg.graalvm.vendorversion=" + vendorVersion(),
                "-Dsvm.build.memoryUsageReasonText=set by the driver",
                "-Djdk.internal.lambda.disableEagerInitialization=true",
                "-Djdk.internal.lambda.eagerlyInitialize=false",
                "-Djava.lang.invoke.InnerClassLambdaMetafactory.initializeLambdas=false",
                "--add-modules=ALL-DEFAULT",
                "--add-modules=jdk.internal.vm.ci",
                "--enable-native-access=org.graalvm.nativeimage.builder",
                "--module-path",
                builder.toString(),
                "--upgrade-module-path",
                compilerModule(builder).toString()));
    if (options.jvm.stream()
        .noneMatch(a -> a.matches("-Xmx.*|-XX:Max(RAMPercentage|HeapSize)=.*"))) {
      command.add("-XX:MaxRAMPercentage=70");
    }
    command.addAll(options.jvm);
    command.addAll(
        List.of(
            "--module",
            "org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner",
            "--image-args-file=" + argumentFile));
    return command;
  }

  /** What --version's second line names: "... Runtime Environment VENDOR VERSION (build ...)". */
  private String vendorVersion() throws IOException {
    String line = Files.readAllLines(home.resolve("lib/svm/driver/version.txt")).get(1);
    return line.substring(
        line.indexOf("Environment ") + "Environment ".length(), line.indexOf(" (build"));
  }

  /** The compiler module, which replaces the empty one of the JDK. */
  private static Path compilerModule(Path builder) throws IOException {
    try (Stream<Path> jars = Files.list(builder)) {
      return jars.filter(p -> p.getFileName().toString().matches("compiler-.*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String joined(Collection<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              f -> {
                try {
                  Files.delete(f);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
