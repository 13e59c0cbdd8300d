package io.exavip.pages;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The libraries on the class path, which are those that the executable is made of. */
final class Libraries {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final List<String> NOTICES =
      List.of("META-INF/NOTICE", "META-INF/NOTICE.md", "META-INF/NOTICE.txt");

  private Libraries() {}

  /** The names of their files, without the folders. */
  static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    resources(MANIFEST).forEach(url -> names.add(name(url)));
    names.remove("");
    return names;
  }

  /** The notices that they ask to be passed on, each under the name of its library. */
  static String notices() throws IOException {
    Map<String, String> byLibrary = new TreeMap<>();
    for (String notice : NOTICES) {
      resources(notice).forEach(url -> byLibrary.merge(name(url), text(url), (a, b) -> a + b));
    }
    StringBuilder all = new StringBuilder("Notices of the libraries in usr/bin/exavip\n");
    byLibrary.forEach(
        (name, text) ->
            all.append("\n\n")
                .append(name)
                .append('\n')
                .append("=".repeat(name.length()))
                .append("\n\n")
                .append(text.strip())
                .append('\n'));
    return all.toString();
  }

  /**
   * Those of which a copyright file says nothing.
   *
   * @param copyright a file in Debian's machine-readable form, with patterns libraries/NAME-*
   * @param names names of libraries
   */
  static List<String> missing(Path copyright, Set<String> names) throws IOException {
    List<PathMatcher> patterns =
        Files.readString(copyright)
            .lines()
            .flatMap(line -> Stream.of(line.split("\\s+")))
            .filter(word -> word.matches("libraries/.*\\*"))
            .map(word -> FileSystems.getDefault().getPathMatcher("glob:" + word))
            .toList();
    return names.stream()
        .filter(name -> patterns.stream().noneMatch(p -> p.matches(Path.of("libraries", name))))
        .toList();
  }

  private static List<URL> resources(String name) throws IOException {
    return Collections.list(Thread.currentThread().getContextClassLoader().getResources(name))
        .stream()
        .filter(url -> url.getProtocol().equals("jar"))
        .toList();
  }

  private static String name(URL url) {
    String jar = url.getPath().replaceFirst("!.*", "");
    return new File(jar).getName();
  }

  private static String text(URL url) {
    try {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
