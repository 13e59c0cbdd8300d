package io.exavip.ping;

import io.exavip.ping.Reply.Kind;

/**
 * Probes that were started one after the other and ended alike: answered by the same server, lost,
 * or not sent.
 *
 * @param kind how they ended
 * @param server whose answers they are; empty for others than answers
 * @param slots how many they are
 * @param firstStart the start of the first
 * @param lastStart the start of the last
 * @param firstEnd when the first outcome was there, not necessarily that of the first probe
 * @param lastEnd when the last outcome was there
 */
public record Span(
    Kind kind,
    String server,
    long slots,
    Moment firstStart,
    Moment lastStart,
    Moment firstEnd,
    Moment lastEnd) {

  static Span of(Reply reply) {
    return new Span(
        reply.kind(),
        server(reply),
        reply.slots(),
        reply.start(),
        reply.start(),
        reply.end(),
        reply.end());
  }

  boolean takes(Reply reply) {
    return kind == reply.kind() && server.equals(server(reply));
  }

  Span with(Reply reply) {
    return new Span(
        kind,
        server,
        slots + reply.slots(),
        firstStart,
        reply.start(),
        Moment.earlier(firstEnd, reply.end()),
        Moment.later(lastEnd, reply.end()));
  }

  private static String server(Reply reply) {
    return reply.kind() == Kind.ANSWER ? reply.text() : "";
  }
}
