package io.exavip.probe;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes {@link HttpCheck}s with only what a test is about. */
public final class Http {
  private final URI uri;
  private final HttpCheck.Method method;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final List<HttpCheck.BodyRule> body = new ArrayList<>();
  private StatusRanges status = StatusRanges.DEFAULT;
  private HttpCheck.Tls tls = HttpCheck.Tls.DEFAULT;

  private Http(HttpCheck.Method method, String url) {
    this.method = method;
    this.uri = URI.create(url);
  }

  public static Http get(String url) {
    return new Http(HttpCheck.Method.GET, url);
  }

  public static Http head(String url) {
    return new Http(HttpCheck.Method.HEAD, url);
  }

  public Http header(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  Http status(String ranges) {
    status = StatusRanges.parse(ranges);
    return this;
  }

  public Http contains(String text) {
    body.add(new HttpCheck.Contains(text));
    return this;
  }

  Http matches(String expression) {
    body.add(new HttpCheck.Matches(BodyRegex.parse(expression)));
    return this;
  }

  Http healthUp() {
    body.add(new HttpCheck.HealthUp());
    return this;
  }

  public Http insecure() {
    tls = new HttpCheck.Tls(true, tls.caFile(), tls.name(), tls.identity());
    return this;
  }

  Http trusting(Path caFile) {
    tls = new HttpCheck.Tls(false, Optional.of(caFile), tls.name(), tls.identity());
    return this;
  }

  Http named(String name) {
    tls = new HttpCheck.Tls(tls.insecure(), tls.caFile(), Optional.of(name), tls.identity());
    return this;
  }

  Http showing(Path certificate, Path key) {
    Optional<HttpCheck.Identity> identity = Optional.of(new HttpCheck.Identity(certificate, key));
    tls = new HttpCheck.Tls(tls.insecure(), tls.caFile(), tls.name(), identity);
    return this;
  }

  public HttpCheck check() {
    return new HttpCheck(uri, method, headers, status, body, tls);
  }
}
