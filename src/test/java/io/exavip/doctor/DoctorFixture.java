package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.cloud.Cloud;
import io.exavip.config.ConfigException;
import io.exavip.config.ConfigLoader;
import io.exavip.config.Key;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import io.exavip.exabgp.conf.Where;
import io.exavip.probe.ProbeResult;
import io.exavip.route.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A good configuration in a real file and a good host, to be spoiled by a test. */
final class DoctorFixture {
  static final String GOOD =
      """
      process exavip {
        run /usr/bin/exavip run --ip 10.1.0.5/32 --url http://127.0.0.1:3000/;
        encoder text;
      }
      neighbor 10.0.1.4 {
        local-address 10.0.2.10;
        local-as 65010;
        peer-as 65515;
        hold-time 30;
        capability { route-refresh enable; }
        api { processes [ exavip ]; neighbor-changes; }
      }
      neighbor 10.0.1.5 {
        local-address 10.0.2.10;
        local-as 65010;
        peer-as 65515;
        hold-time 30;
        capability { route-refresh enable; }
        api { processes [ exavip ]; neighbor-changes; }
      }
      """;

  final FakeHost host = new FakeHost();
  final Path file;
  private final Path otherFile;
  private String text = GOOD;
  private Optional<String> other = Optional.empty();
  private Optional<Cloud> cloud = Optional.empty();
  private List<Prefix> vnets = List.of();
  private Optional<Path> exabgp = Optional.empty();
  private boolean probe;
  ProbeResult probeResult = ProbeResult.success("HTTP 200 in 3 ms");

  DoctorFixture(Path folder) {
    this.file = folder.resolve("exabgp.conf");
    this.otherFile = folder.resolve("other.conf");
    host.answers("/usr/sbin/exabgp --test", 0, "");
    host.answers("/usr/sbin/exabgp validate", 0, "");
  }

  /** Replaces the first occurrence. */
  DoctorFixture with(String old, String replacement) {
    text = replaced(text, old, replacement);
    return this;
  }

  DoctorFixture without(String old) {
    return with(old, "");
  }

  DoctorFixture text(String whole) {
    text = whole;
    return this;
  }

  DoctorFixture append(String more) {
    text += more;
    return this;
  }

  /** The other VM: the same but for its local address and AS path. */
  DoctorFixture pairedWith(String... replacements) {
    String theirs = GOOD.replace("10.0.2.10", "10.0.2.20");
    theirs = theirs.replace("3000/;", "3000/ --as-path '65010 65010 65010';");
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(theirs).contains(replacements[i]);
      theirs = theirs.replace(replacements[i], replacements[i + 1]);
    }
    other = Optional.of(theirs);
    return this;
  }

  DoctorFixture in(Cloud name) {
    cloud = Optional.of(name);
    return this;
  }

  DoctorFixture vnet(String prefix) {
    vnets = List.of(Prefix.parse(prefix));
    return this;
  }

  DoctorFixture exabgp(String program) {
    exabgp = Optional.of(Path.of(program));
    return this;
  }

  DoctorFixture probing() {
    probe = true;
    return this;
  }

  List<Finding> findings() {
    try {
      Files.writeString(file, text);
      if (other.isPresent()) {
        Files.writeString(otherFile, other.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Doctor(host, DoctorFixture::read)
        .look(
            file,
            other.map(o -> otherFile),
            new DoctorOptions(cloud, vnets, probe, exabgp, Optional.empty()),
            check -> probeResult);
  }

  /** Errors and warnings. */
  List<Finding> troubles() {
    return findings().stream().filter(f -> f.severity() != Severity.NOTE).toList();
  }

  /** The one trouble there is. */
  Finding trouble() {
    assertThat(troubles()).hasSize(1);
    return troubles().get(0);
  }

  /** The first trouble of a rule. */
  Finding trouble(String rule) {
    assertThat(troubles()).extracting(Finding::rule).contains(rule);
    return troubles().stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }

  List<Finding> notes() {
    return findings().stream().filter(f -> f.severity() == Severity.NOTE).toList();
  }

  private static String replaced(String text, String old, String replacement) {
    assertThat(text).contains(old);
    int at = text.indexOf(old);
    return text.substring(0, at) + replacement + text.substring(at + old.length());
  }

  /** The options by their names, as the command line reads them. */
  static RunConfig read(List<String> words) {
    Map<Key, List<Raw>> values = new LinkedHashMap<>();
    Optional<Path> config = Optional.empty();
    for (int i = 0; i < words.size(); i += 2) {
      String option = words.get(i);
      if (option.startsWith("--config=")) {
        config = Optional.of(Path.of(option.substring("--config=".length())));
        i--;
      } else if (option.equals("--config")) {
        config = Optional.of(Path.of(words.get(i + 1)));
      } else if (option.equals("--dry-run")) {
        i--;
      } else {
        Key key =
            Key.named(option.replaceFirst("^--", ""))
                .orElseThrow(() -> new ConfigException("unknown: '" + option + "'"));
        values.computeIfAbsent(key, k -> new ArrayList<>()).add(new Raw(words.get(i + 1), option));
      }
    }
    ConfigLoader loader = new ConfigLoader(Map.of());
    Settings settings = new Settings(values);
    return config
        .map(file -> loader.ofFile(file, settings, ProcessSettings.NONE))
        .orElseGet(() -> loader.ofOptions("web", settings, ProcessSettings.NONE));
  }

  /** The only trouble there is. */
  void assertFinding(Severity severity, String rule, int line, String what) {
    Finding finding = trouble();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.where()).isEqualTo(new Where(file, line));
    assertThat(finding.what()).contains(what);
    assertThat(finding.fix()).isNotEmpty();
  }
}
