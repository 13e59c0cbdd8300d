package io.exavip.it;

import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpConfig;
import io.exavip.it.fabric.WebApp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program under test as helper of ExaBGP: how the scenarios start it and read its log. */
final class Watch {

  private static final Pattern STATE =
      Pattern.compile("\\b(INIT|RISING|UP|FALLING|DOWN|DISABLED): ");

  /**
   * Probes come fast, yet a machine without breath has all the time it needs to answer one, and to
   * decide at all.
   */
  private static final Map<String, String> PACE =
      Map.of(
          "--interval", "300ms",
          "--fast-interval", "200ms",
          "--timeout", "20s",
          "--start-limit", "5m");

  private Watch() {}

  /**
   * One service given on the command line.
   *
   * @param prefix its VIP
   * @param app the watched app
   * @param more further options, name and value in turn
   */
  static ExaBgpConfig service(String prefix, WebApp app, String... more) {
    Map<String, String> options = new LinkedHashMap<>(PACE);
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    List<String> arguments =
        new ArrayList<>(List.of("run", "-v", "--ip", prefix, "--url", app.url()));
    options.forEach((name, value) -> arguments.addAll(List.of(name, value)));
    return ExaBgpConfig.of(Subject.command(arguments.toArray(String[]::new)));
  }

  /**
   * Any number of services given in a file.
   *
   * @param file YAML
   */
  static ExaBgpConfig file(Path file) {
    return ExaBgpConfig.of(Subject.command("run", "--config", file.toString(), "-v"));
  }

  /**
   * Returns the states of the one service as its log tells them, repetitions left out.
   *
   * @param exaBgp its ExaBGP
   */
  static List<String> states(ExaBgp exaBgp) {
    List<String> states = new ArrayList<>();
    for (String line : exaBgp.helperLog()) {
      Matcher state = STATE.matcher(line);
      if (state.find() && !last(states).equals(state.group(1))) {
        states.add(state.group(1));
      }
    }
    return states;
  }

  /**
   * Returns the state of the one service.
   *
   * @param exaBgp its ExaBGP
   */
  static String state(ExaBgp exaBgp) {
    return last(states(exaBgp));
  }

  private static String last(List<String> words) {
    return words.isEmpty() ? "" : words.get(words.size() - 1);
  }
}
