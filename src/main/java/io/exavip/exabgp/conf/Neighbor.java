package io.exavip.exabgp.conf;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A {@code neighbor} section with what it inherits.
 *
 * @param peer the address of the peer as it is written
 * @param line its line
 * @param settings its commands by name
 * @param capabilities the commands of its {@code capability} sections by name
 * @param apis its {@code api} sections
 * @param families the commands of its {@code family} sections; none: all families
 * @param routes the prefixes of its {@code static} and {@code announce} sections
 * @param overridden its own settings in whose place ExaBGP takes the template's
 */
public record Neighbor(
    String peer,
    int line,
    Map<String, Setting> settings,
    Map<String, Setting> capabilities,
    List<Api> apis,
    List<Setting> families,
    List<Setting> routes,
    List<Setting> overridden) {
  /** Copies lists and maps. */
  public Neighbor {
    settings = Map.copyOf(settings);
    capabilities = Map.copyOf(capabilities);
    apis = List.copyOf(apis);
    families = List.copyOf(families);
    routes = List.copyOf(routes);
    overridden = List.copyOf(overridden);
  }

  /**
   * A command of the neighbor.
   *
   * @param name such as {@code hold-time}
   * @return the command; empty if it is absent
   */
  public Optional<Setting> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  /**
   * A command of the {@code capability} section.
   *
   * @param name such as {@code route-refresh}
   * @return the command; empty if it is absent
   */
  public Optional<Setting> capability(String name) {
    return Optional.ofNullable(capabilities.get(name));
  }

  /**
   * The address of the peer.
   *
   * @return the address; empty for a range or what is no address
   */
  public Optional<InetAddress> peerAddress() {
    return IpLiteral.parse(peer);
  }

  /**
   * The address of this side.
   *
   * @return the address; empty for {@code auto} or if it is absent
   */
  public Optional<InetAddress> localAddress() {
    return setting("local-address").flatMap(setting -> IpLiteral.parse(setting.text()));
  }

  /**
   * An AS number.
   *
   * @param name {@code local-as} or {@code peer-as}
   * @return the number; empty for {@code auto} or if it is absent
   */
  public OptionalLong as(String name) {
    return setting(name)
        .map(setting -> ConfValues.asNumber(setting.text()))
        .orElse(OptionalLong.empty());
  }

  /**
   * The line of a command.
   *
   * @param name the command
   * @return its line; that of the neighbor if it is absent
   */
  public int lineOf(String name) {
    return setting(name).map(Setting::line).orElse(line);
  }

  /**
   * The {@code api} sections that bind a process.
   *
   * @param process its name
   * @return the sections
   */
  public Stream<Api> apisOf(String process) {
    return apis.stream()
        .filter(
            api ->
                api.processes().stream().anyMatch(name -> name.name().equals(process))
                    || api.patterns().stream().anyMatch(name -> matches(name.name(), process)));
  }

  private static boolean matches(String regex, String process) {
    try {
      return Pattern.compile(regex).matcher(process).lookingAt();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
