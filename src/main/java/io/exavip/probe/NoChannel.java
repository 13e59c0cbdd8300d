package io.exavip.probe;

import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;

/** What is had where a socket could not be made: it fails, with the reason, as any connection. */
public final class NoChannel extends AbstractChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  private final ChannelException reason;
  private final ChannelConfig config =
      new DefaultChannelConfig(this) {
        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
          return true; // there is nothing that it could be set at
        }
      };

  /**
   * Makes one.
   *
   * @param reason why there is no socket
   */
  public NoChannel(ChannelException reason) {
    super(null);
    this.reason = reason;
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new AbstractUnsafe() {
      @Override
      public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        promise.tryFailure(reason);
      }
    };
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected void doRegister() {
    throw reason;
  }

  @Override
  protected SocketAddress localAddress0() {
    return null;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return null;
  }

  @Override
  protected void doBind(SocketAddress local) {
    throw reason;
  }

  @Override
  protected void doDisconnect() {}

  @Override
  protected void doClose() {}

  @Override
  protected void doBeginRead() {}

  @Override
  protected void doWrite(ChannelOutboundBuffer out) {
    throw reason;
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return !closeFuture().isDone(); // until it was registered, in vain
  }

  @Override
  public boolean isActive() {
    return false;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }
}
