package io.exavip.probe.name;

import io.exavip.route.IpLiteral;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A file as /etc/hosts, see hosts(5). It may be long: what is kept of it are the names asked for,
 * until it changes.
 */
final class HostsFile {
  private record Stamp(FileTime modified, long size, Object key) {}

  private record Snapshot(Stamp stamp, Map<String, List<InetAddress>> found) {}

  private final Path file;
  private volatile Snapshot snapshot = new Snapshot(null, Map.of());

  HostsFile(Path file) {
    this.file = file;
  }

  /**
   * The addresses of a name, in the file's order; none if the file does not have it. Blocks.
   *
   * @throws IOException if the file is there and cannot be read, as without a descriptor
   */
  List<InetAddress> find(String name) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
      Snapshot last = snapshot;
      if (!stamp.equals(last.stamp())) {
        last = new Snapshot(stamp, new ConcurrentHashMap<>());
        snapshot = last;
      }
      List<InetAddress> known = last.found().get(name);
      if (known == null) {
        known = read(name);
        last.found().put(name, known);
      }
      return known;
    } catch (NoSuchFileException | AccessDeniedException e) {
      return List.of(); // as on a machine that does without
    }
  }

  private List<InetAddress> read(String name) throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    // Bytes as they are: nobody promises an encoding.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        address(line, name).ifPresent(addresses::add);
      }
    }
    return List.copyOf(addresses);
  }

  private static Optional<InetAddress> address(String line, String name) {
    String[] words = line.split("#", 2)[0].strip().split("\\s+");
    Stream<String> names = Arrays.stream(words).skip(1);
    return names.anyMatch(name::equalsIgnoreCase) ? IpLiteral.parse(words[0]) : Optional.empty();
  }
}
