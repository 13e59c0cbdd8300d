package io.exavip.exabgp.conf;

import io.exavip.config.Raw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configuration of the other VM, read as far as the two must not contradict each other. */
final class PeerFile {
  private static final Pattern LOCAL_ADDRESS = Pattern.compile("^\\s*local-address\\s+([^;\\s]+)");
  private static final Pattern RUN = Pattern.compile("^\\s*run\\s+(.*exavip.*);");
  private static final Pattern AS_PATH =
      Pattern.compile("--(?:up-)?as-path[\\s=]+[\"']?((?:\\d+ ?)+)");
  private static final Pattern METRIC = Pattern.compile("--(?:up-)?metric[\\s=]+(\\d{1,10})");

  private final Raw file;
  private final List<String> lines;

  private PeerFile(Raw file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  static PeerFile read(Raw file) {
    try {
      return new PeerFile(
          file, Files.readAllLines(Path.of(file.text()), StandardCharsets.ISO_8859_1));
    } catch (IOException | InvalidPathException e) {
      throw file.fault("cannot be read", "the configuration of the other VM");
    }
  }

  /**
   * Compares.
   *
   * @param mine what will be written here
   * @throws io.exavip.config.ConfigException if the two do not go together
   */
  void check(Setup mine) {
    if (matches(LOCAL_ADDRESS).anyMatch(mine.localText()::equals)) {
      throw file.fault(
          "--local-address " + mine.localText() + " stands there, too", "each VM its own address");
    }
    String run =
        matches(RUN)
            .findFirst()
            .orElseThrow(
                () ->
                    file.fault(
                        "no 'run … exavip …;' in it", "an ExaBGP configuration with exavip"));
    checkRank(mine.rank(), run);
  }

  private void checkRank(RoutePreference rank, String run) {
    String what = rank.isByMed() ? "MED" : "length of the AS path";
    long here = rank.isByMed() ? rank.med() : rank.pathLength();
    long there = rank.isByMed() ? med(run) : pathLength(run);
    boolean primary = rank.role() == Role.PRIMARY;
    if (here == there) {
      throw file.fault(
          "the same " + what + " as here (" + here + "): traffic would go to both VMs (ECMP)",
          primary ? "a higher one on the secondary" : "a lower one on the primary");
    }
    if (primary != here < there) {
      throw file.fault(
          what + " " + there + " there, " + here + " here: the secondary would have the VIP",
          "the lower one on the primary");
    }
  }

  private static int pathLength(String run) {
    return find(AS_PATH, run).map(path -> path.strip().split(" +").length).orElse(1);
  }

  /** A route without a MED counts as one with 0 (RFC 4271, 9.1.2.2 c). */
  private static long med(String run) {
    return find(METRIC, run).map(Long::valueOf).orElse(0L);
  }

  private Stream<String> matches(Pattern pattern) {
    return lines.stream().flatMap(line -> find(pattern, line).stream());
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
