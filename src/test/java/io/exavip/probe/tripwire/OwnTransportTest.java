package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.NoChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OwnTransportTest {
  @Inject Vertx vertx;

  @Test
  void itMakesTheSocketsOfAllChecks() {
    assertThat(((VertxInternal) vertx).transport()).isInstanceOf(OwnTransport.class);
  }

  @Test
  void aSocketThatCannotBeMadeIsAConnectionThatFailsWithTheReason() throws InterruptedException {
    SocketException reason = new SocketException("Too many open files");
    ChannelFuture connected =
        new Bootstrap()
            .group(vertx.nettyEventLoopGroup())
            .channelFactory(
                () -> new NoChannel(new ChannelException("Failed to open a socket.", reason)))
            .option(ChannelOption.SO_REUSEADDR, true)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new InetSocketAddress("127.0.0.1", 80));

    assertThat(connected.await(5, TimeUnit.MINUTES)).isTrue();
    assertThat(connected.cause()).hasRootCause(reason);
    assertThat(connected.channel().isOpen()).isFalse();
  }
}
