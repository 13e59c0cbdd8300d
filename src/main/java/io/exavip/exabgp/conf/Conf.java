package io.exavip.exabgp.conf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration for ExaBGP.
 *
 * @param text the whole file
 * @param secret whether it holds a password
 * @param warnings lines for people: what may be meant, but mostly is not
 */
public record Conf(String text, boolean secret, List<String> warnings) {

  /** Copies the list. */
  public Conf {
    warnings = List.copyOf(warnings);
  }

  /**
   * Writes a configuration for the VM that the program runs on, or for another one.
   *
   * @param options what the user wrote
   * @param elsewhere true: for another VM, nothing of this one is looked at
   * @param environment for the variables of the file that {@code --config} names
   * @param command the arguments that make the same text, for its head
   * @return the configuration
   * @throws io.exavip.config.ConfigException if something could not work
   */
  public static Conf of(
      ConfOptions options,
      boolean elsewhere,
      Map<String, String> environment,
      List<String> command) {
    return of(
        options,
        elsewhere ? Optional.empty() : Optional.of(new LocalConfHost()),
        environment,
        command);
  }

  static Conf of(
      ConfOptions options,
      Optional<ConfHost> host,
      Map<String, String> environment,
      List<String> command) {
    SetupReader reader = new SetupReader(options, environment);
    Setup setup = reader.read();
    options.one("--peer").ifPresent(file -> PeerFile.read(file).check(setup));
    boolean networkKnown = !reader.networks(setup.rank().cloud(), setup.localAddress()).isEmpty();
    return new Conf(
        ConfText.of(setup, command),
        setup.md5Password().isPresent(),
        Warnings.of(setup, networkKnown, host));
  }
}
