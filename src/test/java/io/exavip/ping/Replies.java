package io.exavip.ping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down the outcomes of probes in short: a probe every 100 ms, answered 1 ms later. {@code P}
 * is an answer of PRI, {@code S} of SEC, {@code T} of TER, {@code .} a lost probe, {@code -} one
 * not sent; a number repeats what follows.
 */
final class Replies {
  static final Instant BEGIN = Instant.parse("2021-11-22T14:51:40Z");
  static final long MILLI = 1_000_000;
  static final long INTERVAL = 100 * MILLI;

  private Replies() {}

  static List<Reply> of(String words) {
    List<Reply> replies = new ArrayList<>();
    int times = 0;
    for (char c : words.replace(" ", "").toCharArray()) {
      if (Character.isDigit(c)) {
        times = 10 * times + c - '0';
        continue;
      }
      for (int i = 0; i < Math.max(1, times); i++) {
        replies.add(reply(c, at(replies.size() * INTERVAL)));
      }
      times = 0;
    }
    return replies;
  }

  static FailoverReport report(String words) {
    return FailoverReport.of(of(words));
  }

  static Moment at(long nanos) {
    return new Moment(BEGIN.plusNanos(nanos), 7_000_000_000L + nanos);
  }

  static Reply answer(String server, long startMillis, long tookMillis) {
    return Reply.answer(server, 200, at(startMillis * MILLI), tookMillis * MILLI);
  }

  private static Reply reply(char c, Moment start) {
    return switch (c) {
      case 'P' -> Reply.answer("PRI", 200, start, MILLI);
      case 'S' -> Reply.answer("SEC", 200, start, MILLI);
      case 'T' -> Reply.answer("TER", 200, start, MILLI);
      case '.' -> Reply.lost("timeout", 0, start, 1000 * MILLI);
      case '-' -> Reply.notSent("late", start, 1);
      default -> throw new IllegalArgumentException("what is " + c);
    };
  }
}
