package io.exavip.ping;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Several servers answering in turn without a lost probe, as they do where paths are equal.
 *
 * @param servers who answered, sorted; a few of them where they are many
 * @param from the last answer before the first change
 * @param to the first answer after the last change
 * @param changes how often another server answered
 */
public record Alternation(List<String> servers, Moment from, Moment to, long changes)
    implements Incident {
  private static final int MAX_SERVERS = 8;

  /** Copies the list. */
  public Alternation {
    servers = List.copyOf(servers);
  }

  static Alternation of(List<Interruption> takeovers) {
    Interruption first = takeovers.get(0);
    Alternation all =
        new Alternation(List.of(first.before().orElseThrow()), first.from(), first.to(), 0);
    for (Interruption takeover : takeovers) {
      all = all.with(takeover);
    }
    return all;
  }

  Alternation with(Interruption takeover) {
    Set<String> all = new TreeSet<>(servers);
    if (all.size() < MAX_SERVERS) {
      all.add(takeover.after().orElseThrow());
    }
    return new Alternation(List.copyOf(all), from, takeover.to(), changes + 1);
  }
}
