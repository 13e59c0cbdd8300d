package io.exavip.doctor;

import io.exavip.exabgp.conf.ExaBgpConf;
import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.route.Prefix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file, what ExaBGP reads in it, and what exavip is told there.
 *
 * @param file the file
 * @param text its text
 * @param conf what ExaBGP reads
 * @param exavips the processes that run exavip
 */
record Configured(Path file, String text, ExaBgpConf conf, List<ExavipProcess> exavips) {
  static Configured read(Path file, String text, Optional<String> program, RunLineParser runLine) {
    ExaBgpConf conf = ExaBgpConf.read(text);
    return new Configured(
        file,
        text,
        conf,
        conf.processes().stream()
            .flatMap(section -> ExavipProcess.of(section, program, runLine).stream())
            .toList());
  }

  Where at(int line) {
    return new Where(file, line);
  }

  /** The neighbors that a process speaks for. */
  Stream<Neighbor> neighborsOf(ExavipProcess exavip) {
    return conf.neighbors().stream()
        .filter(neighbor -> neighbor.apisOf(exavip.section().name()).findAny().isPresent());
  }

  List<Prefix> vips() {
    return exavips.stream().flatMap(exavip -> exavip.vips().stream()).distinct().toList();
  }
}
