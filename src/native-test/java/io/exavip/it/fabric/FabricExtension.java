package io.exavip.it.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link Fabric} to each parameter of a test that asks for one and removes it afterwards.
 * When the test has failed, the last lines of all its files are printed.
 */
public final class FabricExtension implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(FabricExtension.class);
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final int TAIL = 40;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fabric.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Path base = Path.of(System.getProperty("exavip.it.folder", "target/native-test"));
    String test = context.getRequiredTestClass().getSimpleName();
    String method = context.getRequiredTestMethod().getName();
    Path folder = base.resolve(test + "-" + method + "-" + NEXT.incrementAndGet());
    delete(folder);
    Fabric fabric = Fabric.create(folder);
    fabrics(context).add(fabric);
    return fabric;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    boolean failed = context.getExecutionException().isPresent();
    for (Fabric fabric : fabrics(context)) {
      fabric.close();
      if (failed) {
        System.err.println("FAILED: " + context.getDisplayName() + ", files in " + fabric.folder());
        printTails(fabric.folder());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Fabric> fabrics(ExtensionContext context) {
    return context
        .getStore(STORE)
        .getOrComputeIfAbsent("fabrics", key -> new ArrayList<Fabric>(), List.class);
  }

  private static void printTails(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        List<String> lines =
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        System.err.println("--- " + file.getFileName() + " (" + lines.size() + " lines)");
        lines.stream().skip(Math.max(0, lines.size() - TAIL)).forEach(System.err::println);
      }
    } catch (IOException e) {
      System.err.println(e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
