package io.exavip.exabgp.conf;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import io.quarkus.qute.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of ExaBGP's configuration. The template engine is made when it is needed: commands that
 * do not render pay nothing for it.
 */
final class ConfText {
  private static final String TEMPLATE = "/exabgp.conf.template";

  private ConfText() {}

  /**
   * Renders a configuration.
   *
   * @param setup what it says
   * @param command the command line that made it, for its head
   * @return the whole text, stamped
   */
  static String of(Setup setup, List<String> command) {
    String body =
        Engine.builder().addDefaults().build().parse(template()).render(values(setup, command));
    return Stamp.put(body);
  }

  private static Map<String, Object> values(Setup setup, List<String> command) {
    RoutePreference rank = setup.rank();
    RoutePreference other =
        new RoutePreference(
            rank.role() == Role.PRIMARY ? Role.SECONDARY : Role.PRIMARY,
            rank.cloud(),
            rank.localAs(),
            0);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("role", rank.role().toString());
    values.put("primary", rank.role() == Role.PRIMARY);
    values.put("byMed", rank.isByMed());
    values.put("med", rank.med());
    values.put("otherMed", other.med());
    values.put("path", rank.path());
    values.put("local", setup.localText());
    values.put("localAs", rank.localAs());
    values.put("peerAs", setup.peerAs());
    values.put("routerId", IpLiteral.text(setup.routerId()));
    values.put("holdTime", setup.holdTime());
    values.put("md5", setup.md5Password().orElse(""));
    values.put("family", setup.isIpv4() ? "ipv4" : "ipv6");
    values.put("routeServers", setup.routeServers().stream().map(IpLiteral::text).toList());
    values.put("vips", setup.service().vips().stream().map(Prefix::toString).toList());
    values.put("run", run(setup));
    values.put("command", made(command));
    return values;
  }

  private static String run(Setup setup) {
    List<String> words = new ArrayList<>(List.of(setup.executable(), "run"));
    words.addAll(setup.service().arguments());
    words.addAll(setup.rank().arguments());
    return Word.line(words);
  }

  /** ExaBGP reads escapes in comments, too: what it could stumble over is left out. */
  private static String made(List<String> command) {
    return !command.isEmpty() && command.stream().allMatch(Word::isWritable)
        ? command.stream().map(ConfText::shell).collect(Collectors.joining(" ", "exavip conf ", ""))
        : "";
  }

  /** A word without quotes and backslashes for a shell. */
  private static String shell(String word) {
    return word.matches("[A-Za-z0-9._:/@%+=,-]+") ? word : "'" + word + "'";
  }

  private static String template() {
    try (InputStream in = ConfText.class.getResourceAsStream(TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
