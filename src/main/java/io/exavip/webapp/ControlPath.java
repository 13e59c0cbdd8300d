package io.exavip.webapp;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the app be told over HTTP how to fail, from its own machine only, and not by a web page that
 * a browser there shows: a form cannot send PUT, and a script's request names its {@code Origin}.
 */
final class ControlPath {
  private static final String PATH = "/_exavip/mode";
  private static final String ALLOWED = "healthy, error, hang, close-idle or die";
  private static final Map<String, WebApp.Mode> MODES =
      Map.of(
          "healthy", WebApp.Mode.HEALTHY,
          "error", WebApp.Mode.ERROR,
          "hang", WebApp.Mode.HANGING);

  private final Behaviour behaviour;
  private final Runnable die;

  ControlPath(Behaviour behaviour, Runnable die) {
    this.behaviour = behaviour;
    this.die = die;
  }

  /** Answers the request if it is one for this path, whatever the app's mode. */
  boolean takes(HttpServerRequest request) {
    if (!PATH.equals(request.path())) {
      return false;
    }
    if (!isFromHere(request)) {
      end(request, 403, "only clients of this machine, on a loopback address, may use this");
    } else if (request.getHeader(HttpHeaders.ORIGIN) != null) {
      end(request, 403, "no web page may use this");
    } else if (request.method() == HttpMethod.GET) {
      end(request, 200, name(behaviour.mode()));
    } else if (request.method() == HttpMethod.PUT) {
      change(request, Optional.ofNullable(request.getParam("is")).orElse(""));
    } else {
      end(request, 405, "allowed: GET and PUT");
    }
    return true;
  }

  private void change(HttpServerRequest request, String wanted) {
    if (wanted.equals("die")) {
      die.run();
    } else if (wanted.equals("close-idle")) {
      behaviour.closeIdle(request.connection());
      end(request, 200, wanted);
    } else if (MODES.containsKey(wanted)) {
      behaviour.become(MODES.get(wanted));
      end(request, 200, wanted);
    } else {
      end(request, 400, "?is=" + wanted + ": allowed: " + ALLOWED);
    }
  }

  private static boolean isFromHere(HttpServerRequest request) {
    try {
      // an address, not a name: nothing is looked up
      return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String name(WebApp.Mode mode) {
    return MODES.entrySet().stream()
        .filter(entry -> entry.getValue() == mode)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("stopping");
  }

  private static void end(HttpServerRequest request, int status, String line) {
    HttpServerResponse response = request.response().setStatusCode(status);
    response.putHeader("Content-Type", "text/plain").end(line + "\n");
  }
}
