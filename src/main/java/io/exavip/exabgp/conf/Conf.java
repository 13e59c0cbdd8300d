package io.exavip.exabgp.conf;

import io.exavip.cloud.Cloud;
import io.exavip.route.Prefix;
import java.util.List;
import java.util.Map;

/**
 * A configuration for ExaBGP as it would be written, not yet judged, and what the user said of it
 * that does not stand in it.
 *
 * @param text the whole file
 * @param secret whether it holds a password
 * @param role which VM of the pair it is for
 * @param cloud whose route server the neighbors are
 * @param vnets the cloud's networks, as far as the user named them
 * @param executable the path of exavip in it
 * @param warnings lines for people: what may be meant, but mostly is not
 */
public record Conf(
    String text,
    boolean secret,
    Role role,
    Cloud cloud,
    List<Prefix> vnets,
    String executable,
    List<String> warnings) {

  /** Copies the lists. */
  public Conf {
    vnets = List.copyOf(vnets);
    warnings = List.copyOf(warnings);
  }

  /**
   * Renders a configuration.
   *
   * @param options what the user wrote
   * @param environment for the variables of the file that {@code --config} names
   * @param command the arguments that make the same text, for its head
   * @return the configuration
   * @throws io.exavip.config.ConfigException if an option cannot be read
   */
  public static Conf of(
      ConfOptions options, Map<String, String> environment, List<String> command) {
    Setup setup = new SetupReader(options, environment).read();
    return new Conf(
        ConfText.of(setup, command),
        setup.md5Password().isPresent(),
        setup.rank().role(),
        setup.rank().cloud(),
        setup.vnets(),
        setup.executable(),
        setup.warnings());
  }
}
