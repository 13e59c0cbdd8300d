package io.exavip.probe.tripwire;

import io.exavip.probe.NoChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Has Vert.x make its sockets here. Where none can be made, as without a descriptor, the native
 * executable's Quarkus would print a stack trace, hide the reason behind a NullPointerException and
 * leave a place in the pool of connections taken for good.
 */
public final class OwnTransport extends JDKTransport implements VertxServiceProvider {
  /** Made by Vert.x, which finds the name of the class in META-INF/services. */
  public OwnTransport() {}

  @Override
  public void init(VertxBuilder builder) {
    builder.findTransport(this);
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    ChannelFactory<? extends Channel> sockets = super.channelFactory(domainSocket);
    return () -> open(sockets);
  }

  private static Channel open(ChannelFactory<? extends Channel> sockets) {
    try {
      return sockets.newChannel();
    } catch (ChannelException e) {
      return new NoChannel(e);
    }
  }
}
