package io.exavip.probe;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges an HTTP answer against a check. Pure. */
final class HttpVerdict {
  private static final JsonProvider JSON = JsonProvider.provider();

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private HttpVerdict() {}

  /**
   * The failure that this status is; empty if it is the one wanted. 429, and 503 with Retry-After,
   * ask for patience (RFC 6585, section 4; RFC 9110, section 10.2.3).
   *
   * @param retryAfter whether the answer has that header
   */
  static Optional<ProbeResult> statusFault(HttpCheck check, int status, boolean retryAfter) {
    if (check.status().contains(status)) {
      return Optional.empty();
    }
    String reason = "HTTP " + status + ", wanted " + check.status();
    boolean notNow = status == TOO_MANY_REQUESTS || status == UNAVAILABLE && retryAfter;
    return Optional.of(notNow ? ProbeResult.notNow(reason) : ProbeResult.failure(reason));
  }

  /**
   * Why this body is not the one wanted; empty if it is.
   *
   * @param check has the rules
   * @param body the body, or its beginning
   * @param cut whether there was more than the beginning
   */
  static Optional<String> bodyFault(HttpCheck check, String body, boolean cut) {
    return check.body().stream().flatMap(rule -> fault(rule, body, cut).stream()).findFirst();
  }

  private static Optional<String> fault(HttpCheck.BodyRule rule, String body, boolean cut) {
    String what = cut ? "the first 64 KiB of the body do" : "body does";
    if (rule instanceof HttpCheck.Contains contains) {
      return body.contains(contains.text())
          ? Optional.empty()
          : Optional.of(what + " not contain '" + contains.text() + "'");
    }
    if (rule instanceof HttpCheck.Matches matches) {
      return matches.regex().isIn(body)
          ? Optional.empty()
          : Optional.of(what + " not match '" + matches.regex() + "'");
    }
    return cut
        ? Optional.of("body is longer than the 64 KiB that are read of MicroProfile Health JSON")
        : healthFault(body);
  }

  private static Optional<String> healthFault(String body) {
    try (JsonReader reader = JSON.createReader(new StringReader(body))) {
      JsonObject health = reader.readObject();
      String status = string(health, "status");
      if ("UP".equals(status)) {
        return Optional.empty();
      }
      String down = downChecks(health);
      return Optional.of(
          "health status is " + status + (down.isEmpty() ? "" : " (" + down + ")") + ", wanted UP");
    } catch (RuntimeException e) { // the parser's limits are plain RuntimeExceptions
      return Optional.of("body is not MicroProfile Health JSON");
    }
  }

  private static String downChecks(JsonObject health) {
    JsonValue checks = health.get("checks");
    if (!(checks instanceof JsonArray array)) {
      return "";
    }
    return array.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(check -> !"UP".equals(string(check, "status")))
        .map(check -> string(check, "name"))
        .collect(Collectors.joining(", "));
  }

  private static String string(JsonObject object, String key) {
    return object.get(key) instanceof JsonString value ? value.getString() : "missing";
  }
}
