package io.exavip.probe;

import java.io.IOException;
import java.time.Duration;

/** How a {@link RudeServer} treats a connection. */
@FunctionalInterface
public interface Manners {
  /** Longer than any deadline of these tests. */
  Duration SLOW = Duration.ofSeconds(1);

  void serve(RudeConnection connection) throws IOException;

  /** Answers each request with these bytes, and closes. */
  static Manners answer(String answer) {
    return connection -> {
      connection.readHead();
      connection.send(answer);
    };
  }

  /** Answers one request after the other on the same connection, until the client closes. */
  static Manners keepingAlive(String answer) {
    return connection -> {
      while (true) {
        connection.readHead();
        connection.send(answer);
      }
    };
  }

  /** Answers with a status and no body. */
  static Manners status(int status) {
    return answer("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n\r\n");
  }

  /** Answers 200 with a body. */
  static Manners body(String body) {
    return answer("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /** Answers 200 with a body of a type that never ends. */
  static Manners endless(String contentType) {
    return connection -> {
      connection.readHead();
      connection.send(
          "HTTP/1.1 200 OK\r\nContent-Type: "
              + contentType
              + "\r\nTransfer-Encoding: chunked\r\n\r\n");
      connection.sendForever("400\r\n" + "data: x\n".repeat(128) + "\r\n", Duration.ZERO);
    };
  }

  /** Takes everything and never says a word. */
  static Manners silent() {
    return RudeConnection::readToEnd;
  }

  /** Closes as soon as there is a connection. */
  static Manners closing() {
    return connection -> {};
  }

  /** Closes once the request has come. */
  static Manners closingOnRequest() {
    return RudeConnection::readHead;
  }

  /** Answers 200 at once, then the body a byte a second. */
  static Manners dripping() {
    return connection -> {
      connection.readHead();
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
      connection.sendForever("x", SLOW);
    };
  }

  /** Sends header after header, one a tenth of a second. */
  static Manners slowHead() {
    return connection -> {
      connection.readHead();
      connection.send("HTTP/1.1 200 OK\r\n");
      connection.sendForever("X-Slow: 1\r\n", Duration.ofMillis(100));
    };
  }
}
