package io.exavip.probe.name;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A way to look up a name. */
@FunctionalInterface
public interface Resolver {
  /**
   * Looks a name up. May block for as long as it likes.
   *
   * @param name the name, in lower case
   * @return its addresses in the order in which they are to be tried, at least one
   * @throws UnknownHostException if it has none, or nobody could be asked; its cause, if it has
   *     one, says why
   */
  List<InetAddress> resolve(String name) throws UnknownHostException;
}
