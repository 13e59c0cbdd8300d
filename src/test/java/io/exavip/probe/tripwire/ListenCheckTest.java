package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.FullBacklog;
import io.exavip.probe.Http;
import io.exavip.probe.SelfConnection;
import io.exavip.probe.TcpCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenCheckTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void nobodyListensOnceTheServerIsClosed(String address) throws IOException {
    SocketAddress at;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      at = server.getLocalSocketAddress();
      assertThat(ListenCheck.isRefused(at)).isFalse();
    }
    assertThat(ListenCheck.isRefused(at)).isTrue();
  }

  @Test
  void aServerTooBusyToAnswerDoesNotRefuse() {
    try (FullBacklog server = new FullBacklog()) {
      assertThat(ListenCheck.isRefused(new InetSocketAddress("127.0.0.1", server.port())))
          .isFalse();
    }
  }

  @Test
  void aServerAtAnotherAddressOfItsNameMayListen() throws IOException {
    List<InetAddress> both =
        List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"));
    SocketAddress at;
    try (ServerSocket server = new ServerSocket(0, 1, both.get(0))) {
      at = server.getLocalSocketAddress();
    }
    try (ServerSocket other =
        new ServerSocket(((InetSocketAddress) at).getPort(), 1, both.get(1))) {
      assertThat(ListenCheck.isRefused(at, both)).isFalse();
    }
    assertThat(ListenCheck.isRefused(at, both)).isTrue();
  }

  @Test
  void aConnectionToItselfIsNobody() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.bind(new InetSocketAddress("127.0.0.1", 0));
      channel.connect(channel.getLocalAddress());

      assertThat(SelfConnection.is(channel.getLocalAddress(), channel.getRemoteAddress())).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/, true",
    "http://[::1]:8080/,     true",
    "http://localhost:8080/, true",
    "http://app.local:8080/, false",
    "https://127.0.0.1/,     false"
  })
  void itStandsForAProbeWhereThereIsOneAddressAndNoTls(String url, boolean suits) {
    assertThat(ListenCheck.suits(Http.get(url).check())).isEqualTo(suits);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "::1, true", "localhost, true", "app.local, false"})
  void theSameHoldsForTcp(String host, boolean suits) {
    assertThat(ListenCheck.suits(new TcpCheck(host, 8080))).isEqualTo(suits);
  }
}
