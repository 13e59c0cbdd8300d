package io.exavip.it.fabric;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** The versions of ExaBGP that every scenario runs against. */
public enum ExaBgpVersion {
  /** Debian 12's own package. */
  V4("4.2", List.of("exabgp"), Map.of()),
  /** The pure Python package of Debian's next release, unpacked by the install script. */
  V5(
      "5.0",
      List.of("/usr/bin/python3", "-m", "exabgp"),
      Map.of("PYTHONPATH", unpacked().resolve("usr/lib/python3/dist-packages").toString()));

  /** The variable that allows a test run without ExaBGP 5. */
  public static final String WITHOUT_5 = "EXAVIP_WITHOUT_EXABGP5";

  private static final String INSTALLER = "packaging/test-tools/install-test-tools";

  private final String number;
  private final List<String> command;
  private final Map<String, String> environment;

  ExaBgpVersion(String number, List<String> command, Map<String, String> environment) {
    this.number = number;
    this.command = command;
    this.environment = environment;
  }

  /**
   * Returns the program and its first arguments.
   *
   * @return the command line without options and configuration
   */
  public List<String> command() {
    return command;
  }

  /**
   * Returns what the program needs in its environment.
   *
   * @return variables on top of those of the test
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * Says whether the program is there.
   *
   * @return true when it can be started
   */
  public boolean isInstalled() {
    return this == V4
        ? Exec.attempt("sh", "-c", "command -v exabgp").exitCode() == 0
        : Files.isDirectory(Path.of(environment.get("PYTHONPATH"), "exabgp"));
  }

  /**
   * Says whether this run of the tests may do without this version.
   *
   * @return true for version 5 when the environment says so
   */
  public boolean isOptional() {
    return this == V5 && "1".equals(System.getenv(WITHOUT_5));
  }

  /** Fails the test when the program is missing; skips it where it may be missing. */
  public void require() {
    if (isInstalled()) {
      return;
    }
    String missing = "ExaBGP " + number + " is not installed: run " + INSTALLER;
    if (isOptional()) {
      throw new TestAbortedException(missing + " (allowed by " + WITHOUT_5 + "=1)");
    }
    throw new AssertionError(missing + ", or set " + WITHOUT_5 + "=1 to do without version 5");
  }

  /** The release series, as in test names. */
  @Override
  public String toString() {
    return number;
  }

  private static Path unpacked() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("exavip-test/exabgp-5");
  }
}
