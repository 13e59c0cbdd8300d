package io.exavip.probe;

import io.exavip.fatal.OutOfMemory;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in a few words why a connection or an exchange failed. */
public final class FailureReason {
  /** Nobody listens. */
  public static final String REFUSED = "connection refused";

  static final String RESET = "connection reset";
  static final String CLOSED = "connection closed";

  /** How a reason begins that the TLS handshake failed for. */
  private static final String TLS = "TLS: ";

  private static final String ALERT = "Received fatal alert: ";

  private FailureReason() {}

  /**
   * The reason.
   *
   * @param error what a connection or an exchange ended with
   * @return a few words on one line
   */
  public static String of(Throwable error) {
    OutOfMemory.endAt(error); // no failure of the app
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String reason = known(cause);
      if (reason != null) {
        return reason;
      }
    }
    String message = error.getMessage() == null ? "" : ": " + firstLine(error.getMessage());
    return error.getClass().getSimpleName() + message;
  }

  /**
   * Whether it was the TLS handshake that failed.
   *
   * @param reason one of {@link #of}
   * @return true if there was a server that took part in one
   */
  public static boolean isOfTls(String reason) {
    return reason.startsWith(TLS);
  }

  private static String known(Throwable cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    if (cause instanceof UnknownHostException) {
      return "name does not resolve: " + firstLine(message);
    }
    if (cause instanceof NoRouteToHostException) {
      return "no route to host";
    }
    if (message.contains("Network is unreachable")) {
      return "network is unreachable";
    }
    if (message.contains("Connection reset") || message.contains("Broken pipe")) {
      return RESET;
    }
    if (message.contains("Connection refused")) {
      return REFUSED;
    }
    if (message.contains(ALERT)) {
      return TLS + tls(firstLine(message.substring(message.indexOf(ALERT))));
    }
    if (cause instanceof SSLException || cause instanceof java.security.cert.CertificateException) {
      String root = firstLine(rootMessage(cause));
      // A handshake that hangs: the one deadline again, kept by another.
      return root.startsWith("handshake timed out") ? "connection timed out" : TLS + tls(root);
    }
    if (cause instanceof HttpClosedException
        || message.contains("Connection was closed")
        || message.contains("Connection closed before")) {
      return CLOSED + " before the answer was complete";
    }
    if (cause instanceof TimeoutException || message.contains("timed out")) {
      return "connection timed out";
    }
    if (cause instanceof ConnectException || cause instanceof SocketException) {
      return "cannot connect: " + firstLine(message);
    }
    return null;
  }

  /** What Java says of a handshake, in other words. */
  private static String tls(String message) {
    if (message.startsWith(ALERT)) {
      return "the server ends the handshake: "
          + message.substring(ALERT.length()).replaceAll("[()]", "").replace('_', ' ');
    }
    return message.contains("not an SSL/TLS record") ? "the server does not speak TLS" : message;
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
