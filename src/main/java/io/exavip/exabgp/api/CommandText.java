package io.exavip.exabgp.api;

import io.exavip.route.CommunityKind;
import io.exavip.route.IpLiteral;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import java.util.List;

/** Writes routes as commands of ExaBGP's text API, in the form that 4.2 and 5.0 both take. */
public final class CommandText {
  private CommandText() {}

  /**
   * The command that makes ExaBGP's state of a route the wanted one.
   *
   * @param route the route, announced or withdrawn
   * @param dialect how neighbours are named
   * @return one line of ASCII without its end
   */
  public static String of(Route route, Dialect dialect) {
    StringBuilder text = new StringBuilder(dialect.selector(route.key().neighbors()));
    text.append(route.announced() ? "announce" : "withdraw");
    text.append(" route ").append(route.key().prefix());
    text.append(" next-hop ").append(route.nextHop().map(IpLiteral::text).orElse("self"));
    appendAttributes(text, route.attributes());
    route.key().pathId().ifPresent(id -> text.append(" path-information ").append(id));
    return text.toString();
  }

  private static void appendAttributes(StringBuilder text, RouteAttributes attributes) {
    attributes.asPath().ifPresent(path -> text.append(" as-path [ ").append(path).append(" ]"));
    attributes.med().ifPresent(med -> text.append(" med ").append(med));
    appendCommunities(text, CommunityKind.STANDARD, attributes.communities());
    appendCommunities(text, CommunityKind.LARGE, attributes.largeCommunities());
    appendCommunities(text, CommunityKind.EXTENDED, attributes.extendedCommunities());
  }

  private static void appendCommunities(
      StringBuilder text, CommunityKind kind, List<String> communities) {
    if (!communities.isEmpty()) {
      text.append(' ').append(kind.keyword());
      text.append(" [ ").append(String.join(" ", communities)).append(" ]");
    }
  }
}
