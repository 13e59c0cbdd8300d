package io.exavip.exabgp.api;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/** The two ways in which ExaBGP's versions want neighbours named in a command. */
public enum Dialect {
  /** ExaBGP 4.2 and 5.0: no selector for all, {@code neighbor A, neighbor B} for some. */
  ACTION_FIRST {
    @Override
    String selector(List<InetAddress> neighbors) {
      return neighbors.isEmpty()
          ? ""
          : neighbors.stream()
              .map(n -> "neighbor " + IpLiteral.text(n))
              .collect(Collectors.joining(", ", "", " "));
    }
  },
  /** ExaBGP 6: {@code peer *} for all, {@code peer A} for one, {@code peer [A, B]} for some. */
  PEER_FIRST {
    @Override
    String selector(List<InetAddress> neighbors) {
      if (neighbors.isEmpty()) {
        return "peer * ";
      }
      String names = neighbors.stream().map(IpLiteral::text).collect(Collectors.joining(", "));
      return neighbors.size() == 1 ? "peer " + names + " " : "peer [" + names + "] ";
    }
  };

  abstract String selector(List<InetAddress> neighbors);
}
