package io.exavip.doctor;

import io.exavip.config.ConfigException;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.host.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at ExaBGP's configuration and at the host, and says what it finds. */
public final class Doctor {
  private static final List<Rule> RULES =
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
          new InterfaceRules(),
          new InstallationRules(),
          new SecrecyRules(),
          new ReachRules());

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
   * @return what is found, the worst first
   * @throws ConfigException if a file cannot be read
   */
  public List<Finding> look(Path file, Optional<Path> other, DoctorOptions options) {
    Subject subject = new Subject(read(file), other.map(this::read), installation, host, options);
    List<Finding> findings = new ArrayList<>();
    RULES.forEach(rule -> findings.addAll(rule.check(subject)));
    if (findings.stream().noneMatch(OwnTest::isKnown)) {
      findings.addAll(new OwnTest().check(subject));
    }
    return findings.stream().distinct().sorted(Finding.ORDER).toList();
  }

  private Configured read(Path file) {
    String text =
        host.text(file.toAbsolutePath())
            .orElseThrow(
                () ->
                    new ConfigException(
                        "'" + file + "': cannot be read; allowed: a readable conf.ini"));
    return Configured.read(file, text, runLine);
  }
}
