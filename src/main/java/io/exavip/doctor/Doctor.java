package io.exavip.doctor;

import io.exavip.config.ConfigException;
import io.exavip.exabgp.conf.Conf;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.host.Host;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks at ExaBGP's configuration and at the host, and says what it finds. */
public final class Doctor {
  /** What the files say by themselves. */
  private static final List<Rule> OF_THE_FILES =
      List.of(
          new SyntaxRule(),
          new ProcessRules(),
          new RunOptionRules(),
          new ApiRules(),
          new SessionRules(),
          new RouteRules(),
          new PathRules(),
          new PairRules(),
          new CloudRules(),
          new NetworkRules());

  /** Whether they fit this host. */
  private static final List<Rule> OF_THE_HOST =
      List.of(new InterfaceRules(), new ProgramRules(), new ServiceFileRules());

  /** What the host still lacks may come after the file. */
  private static final Set<String> NOT_YET =
      Set.of("local-address", "vip-address", "run", "run-options");

  private final Host host;
  private final RunLineParser runLine;
  private final ExaBgpInstallation installation;

  /**
   * Makes a doctor.
   *
   * @param host the host to look at
   * @param runLine reads exavip's options
   */
  public Doctor(Host host, RunLineParser runLine) {
    this.host = host;
    this.runLine = runLine;
    this.installation = new ExaBgpInstallation(host);
  }

  /**
   * The file that ExaBGP reads on this host.
   *
   * @return the file
   * @throws ConfigException if there is none
   */
  public Path file() {
    Path file = installation.file();
    if (host.status(file).isEmpty()) {
      throw new ConfigException(
          "no file given, and ExaBGP's own is not there: '" + file + "'; allowed: a conf.ini");
    }
    return file;
  }

  /**
   * Looks at everything.
   *
   * @param file this host's configuration
   * @param other that of the other VM of the pair
   * @param options what to look at
   * @param prober runs a check once
   * @return what is found, the worst first
   * @throws ConfigException if a file cannot be read
   */
  public List<Finding> look(
      Path file,
      Optional<Path> other,
      DoctorOptions options,
      Function<TimedCheck, ProbeResult> prober) {
    Configured own = read(file, "");
    Subject subject = new Subject(own, other.map(this::other), installation, host, options);
    Stream<Rule> installed =
        Stream.of(new InstallationRules(), new SecrecyRules(), new ReachRules(prober));
    List<Finding> findings = new ArrayList<>();
    Stream.of(OF_THE_FILES.stream(), OF_THE_HOST.stream(), installed)
        .flatMap(rules -> rules)
        .forEach(rule -> findings.addAll(rule.check(subject)));
    if (findings.stream().noneMatch(OwnTest::isKnown)) {
      findings.addAll(new OwnTest().check(subject));
    }
    return findings.stream().distinct().sorted(Finding.ORDER).toList();
  }

  /**
   * Looks at a configuration before it is written, each mistake once and without line numbers. The
   * installation, the app and the peers are left for {@link #look} when all is in place.
   *
   * @param conf the configuration
   * @param place the file that it is for
   * @param elsewhere whether it is for another host; then this one is not looked at
   * @param other the file of the other VM of the pair
   * @return errors, for which it should not be written, and warnings
   * @throws ConfigException if the other file cannot be read
   */
  public List<Finding> review(Conf conf, Path place, boolean elsewhere, Optional<Path> other) {
    DoctorOptions options =
        new DoctorOptions(
            Optional.of(conf.cloud()),
            conf.vnets(),
            false,
            Optional.empty(),
            Optional.of(conf.role()));
    Configured own = Configured.read(place, conf.text(), Optional.of(conf.executable()), runLine);
    Subject subject = new Subject(own, other.map(this::other), installation, host, options);
    Stream<Finding> ofHost =
        elsewhere
            ? Stream.empty()
            : OF_THE_HOST.stream()
                .flatMap(rule -> rule.check(subject).stream())
                .map(Doctor::lacking);
    return Stream.concat(
            OF_THE_FILES.stream().flatMap(rule -> rule.check(subject).stream()), ofHost)
        .map(finding -> finding.rule().equals(NetworkRules.UNKNOWN) ? finding.warning() : finding)
        .filter(finding -> finding.severity() != Severity.NOTE)
        .map(finding -> finding.where().file().equals(place) ? finding.ofAll() : finding)
        .distinct()
        .sorted(Finding.ORDER)
        .toList();
  }

  private static Finding lacking(Finding finding) {
    return NOT_YET.contains(finding.rule()) ? finding.warning() : finding;
  }

  private Configured other(Path file) {
    return read(file, "--peer: ");
  }

  private Configured read(Path file, String option) {
    String text =
        host.text(file.toAbsolutePath())
            .orElseThrow(
                () ->
                    new ConfigException(
                        option + "'" + file + "': cannot be read; allowed: a readable conf.ini"));
    return Configured.read(file, text, Optional.empty(), runLine);
  }
}
