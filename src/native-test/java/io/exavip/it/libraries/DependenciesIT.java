package io.exavip.it.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the program is made of, as the build's bill of materials says. */
class DependenciesIT {
  private static final Path BILL = Path.of("target/sbom.cdx.json");
  private static final Path LIST = Path.of("packaging/dependencies.txt");

  /** Networking in native code, another TLS, compression: Netty and Vert.x do without. */
  private static final String UNUSED =
      ".*:(native-.*|netty-transport-native-(epoll|kqueue|io_uring).*|netty-tcnative-boringssl.*)"
          + ":.*";

  @Test
  @DisplayName("a library that comes, goes or changes its version is seen in dependencies.txt")
  void theListIsTheTruth() throws IOException {
    List<String> listed =
        Files.readAllLines(LIST).stream().filter(line -> !line.startsWith("#")).toList();

    assertThat(libraries())
        .as("write them into %s, where a review sees the change", LIST)
        .containsExactlyElementsOf(listed);
  }

  @Test
  @DisplayName("native code of libraries for one platform, which is never used, stays out")
  void nothingUnusedComesBack() throws IOException {
    assertThat(libraries()).isNotEmpty().noneMatch(library -> library.matches(UNUSED));
  }

  private static List<String> libraries() throws IOException {
    assertThat(BILL).as("made by Maven, but not with --offline").exists();
    JsonObject bill = new JsonObject(Files.readString(BILL));
    return bill.getJsonArray("components").stream()
        .map(JsonObject.class::cast)
        .map(DependenciesIT::coordinates)
        .sorted()
        .toList();
  }

  private static String coordinates(JsonObject library) {
    return Stream.of("group", "name", "version")
        .map(library::getString)
        .reduce((left, right) -> left + ":" + right)
        .orElseThrow();
  }
}
