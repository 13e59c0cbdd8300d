package io.exavip.process;

import io.exavip.exabgp.api.RouteChannel;
import io.exavip.route.Route;
import java.util.Collection;

/**
 * The way of the wanted routes to ExaBGP, which the end closes: what it says is the last word, said
 * at once and past the timeline, whatever stands still there. No outcome of a probe counts after.
 */
final class LastWord implements RouteChannel {
  private final RouteChannel channel;
  private boolean closed;

  LastWord(RouteChannel channel) {
    this.channel = channel;
  }

  @Override
  public void onTaken(TakenListener listener) {
    channel.onTaken(listener);
  }

  @Override
  public synchronized void wanted(Collection<Route> routes) {
    if (!closed) {
      channel.wanted(routes);
    }
  }

  /** Leaves the routes as they are. */
  synchronized void keep() {
    closed = true;
  }

  /** Wants these routes and nothing else any more. */
  synchronized void say(Collection<Route> routes) {
    closed = true;
    channel.wanted(routes);
  }
}
