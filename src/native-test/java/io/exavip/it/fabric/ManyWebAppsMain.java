package io.exavip.it.fabric;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The program of many web apps: listens on 127.0.0.1 on all ports from the first argument to the
 * second and answers every request with 200, connections being kept. Says {@code ready} on stdout.
 */
final class ManyWebAppsMain {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private ManyWebAppsMain() {}

  public static void main(String[] arguments) throws IOException {
    Selector selector = Selector.open();
    for (int port = Integer.parseInt(arguments[0]);
        port <= Integer.parseInt(arguments[1]);
        port++) {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress("127.0.0.1", port));
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
    }
    System.out.println("ready");
    ByteBuffer request = ByteBuffer.allocate(4096);
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.channel() instanceof ServerSocketChannel server) {
          accept(selector, server);
        } else {
          answer((SocketChannel) key.channel(), request);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private static void accept(Selector selector, ServerSocketChannel server) throws IOException {
    SocketChannel client = server.accept();
    client.configureBlocking(false);
    client.register(selector, SelectionKey.OP_READ);
  }

  private static void answer(SocketChannel client, ByteBuffer request) throws IOException {
    try {
      request.clear();
      if (client.read(request) < 0) {
        client.close();
      } else {
        client.write(ByteBuffer.wrap(ANSWER));
      }
    } catch (IOException e) {
      client.close(); // The client has gone: nobody to tell.
    }
  }
}
