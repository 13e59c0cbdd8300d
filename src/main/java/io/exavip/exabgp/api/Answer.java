package io.exavip.exabgp.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that ExaBGP writes to its process. */
sealed interface Answer {
  /** The oldest unanswered command was taken. That a peer got the route is not implied. */
  record Done() implements Answer {}

  /** The oldest unanswered command was refused. */
  record Error() implements Answer {}

  /**
   * The answer to a question for the version; its own {@code done} follows in the next line, unless
   * ExaBGP gives none.
   *
   * @param number what ExaBGP says of itself
   * @param dialect the dialect that is spoken with who answers in this form
   */
  record Version(String number, Dialect dialect) implements Answer {}

  /** A session changed; {@code up} is Established (RFC 4271). */
  record NeighborChange(String neighbor, String change) implements Answer {}

  /** ExaBGP ends: its sessions are closed already, nothing written now is read. */
  record Shutdown() implements Answer {}

  /** Anything else: empty lines, BGP messages that were not asked for. */
  record Other() implements Answer {}

  /** {@code neighbor 10.0.1.4 down - closing connection}, as 4.2 and 5.0 write it. */
  Pattern NEIGHBOR = Pattern.compile("neighbor (\\S+) ((?:connected|up|down)\\b.*)");

  /** The form that version 6 and the JSON encoder use. */
  Pattern JSON_ANSWER = Pattern.compile("\\{.*\"answer\"\\s*:\\s*\"(done|error)\".*}");

  /** The answer of version 6 to {@code system version}; its keys may come in any order. */
  Pattern JSON_VERSION =
      Pattern.compile(
          "\\{\\s*(?=[^{}]*\"application\"\\s*:\\s*\"exabgp\")"
              + "[^{}]*?\"version\"\\s*:\\s*\"([^\"]{1,64})\"[^{}]*}");

  static Answer parse(String line) {
    String text = line.strip();
    Matcher json = JSON_ANSWER.matcher(text);
    String word = json.matches() ? json.group(1) : text;
    if (word.equals("done")) {
      return new Done();
    }
    if (word.equals("error")) {
      return new Error();
    }
    if (text.startsWith("exabgp ")) {
      return new Version(text.substring("exabgp ".length()), Dialect.ACTION_FIRST);
    }
    Matcher version = JSON_VERSION.matcher(text);
    if (version.matches()) {
      return new Version(version.group(1), Dialect.PEER_FIRST);
    }
    if (text.equals("shutdown") || text.startsWith("shutdown ")) {
      return new Shutdown();
    }
    Matcher neighbor = NEIGHBOR.matcher(text);
    return neighbor.matches()
        ? new NeighborChange(neighbor.group(1), neighbor.group(2))
        : new Other();
  }
}
