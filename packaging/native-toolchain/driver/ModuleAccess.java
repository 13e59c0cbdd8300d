import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Prints the JVM options that open to the image builder's modules what they reach into. Run once,
 * when the toolchain is put together: {@code java ModuleAccess.java BUILDER_JAR_FOLDER}.
 */
public final class ModuleAccess {
  /** The JDK's modules whose packages the builder reads and opens. */
  private static final List<String> JDK =
      List.of(
          "java.base",
          "java.compiler",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.sql",
          "java.xml",
          "jdk.internal.vm.ci",
          "jdk.jfr",
          "jdk.management",
          "jdk.zipfs");

  public static void main(String[] args) {
    List<ModuleDescriptor> builder =
        ModuleFinder.of(Path.of(args[0])).findAll().stream()
            .map(ModuleReference::descriptor)
            .toList();
    String readers =
        builder.stream()
            .map(ModuleDescriptor::name)
            .sorted()
            .collect(Collectors.joining(",", "", ",ALL-UNNAMED"));
    List<ModuleDescriptor> opened = new ArrayList<>();
    for (String name : JDK) {
      opened.add(ModuleFinder.ofSystem().find(name).orElseThrow().descriptor());
    }
    opened.addAll(builder);
    for (ModuleDescriptor module : opened) {
      for (String pkg : new TreeSet<>(module.packages())) {
        System.out.println("--add-exports=" + module.name() + "/" + pkg + "=" + readers);
        System.out.println("--add-opens=" + module.name() + "/" + pkg + "=" + readers);
      }
    }
  }
}
