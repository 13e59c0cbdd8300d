package io.exavip.probe;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP request is answered as wanted.
 *
 * @param uri an http or https URL with a host; path and query are sent as they are written
 * @param method GET or HEAD
 * @param headers request headers in the order given, Host among them if wanted
 * @param status the status codes wanted; redirects are not followed
 * @param body what the body must be; a list without entries takes any body
 * @param tls how the server's certificate is verified
 */
public record HttpCheck(
    URI uri,
    Method method,
    List<Map.Entry<String, String>> headers,
    StatusRanges status,
    List<BodyRule> body,
    Tls tls)
    implements Check {

  private static final Pattern HOST =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\[\\]:@/\\s]+))(?::\\d*)?");

  /** The request methods. */
  public enum Method {
    /** Asks for headers and body. */
    GET,
    /** Asks for the headers alone. */
    HEAD
  }

  /** Something that the body must be. */
  public sealed interface BodyRule permits Contains, Matches, HealthUp {}

  /**
   * The body contains a text.
   *
   * @param text the text
   */
  public record Contains(String text) implements BodyRule {}

  /**
   * A part of the body matches a regular expression.
   *
   * @param regex the expression
   */
  public record Matches(BodyRegex regex) implements BodyRule {}

  /** The body is MicroProfile Health's JSON with {@code "status":"UP"}. */
  public record HealthUp() implements BodyRule {}

  /**
   * How the server's certificate is verified, and what is shown to it.
   *
   * @param insecure true: neither certificate nor host name is verified
   * @param caFile certificates to trust instead of the system's: PEM, DER or PKCS#7
   * @param name the name or IP address that the certificate must be for, and that the server is
   *     told (SNI); empty: that of the Host header, else the URL's
   * @param identity the client's certificate, if it has one
   */
  public record Tls(
      boolean insecure, Optional<Path> caFile, Optional<String> name, Optional<Identity> identity) {
    /** The system's certificate authorities. */
    public static final Tls DEFAULT =
        new Tls(false, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A client's certificate.
   *
   * @param certificate PEM, the chain to the authority after it
   * @param key PEM without a password; may be the same file
   */
  public record Identity(Path certificate, Path key) {}

  /** Copies the lists; writes the scheme in lower case and an empty path as a slash. */
  public HttpCheck {
    uri = normal(uri);
    headers = List.copyOf(headers);
    body = List.copyOf(body);
  }

  @Override
  public String target() {
    return uri.toString();
  }

  /** The Host header that the URL makes: its host, and its port unless it is the scheme's own. */
  String host() {
    boolean usual = uri.getPort() < 0 || uri.getPort() == (isHttps() ? 443 : 80);
    return usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** The server's name or address, without brackets. */
  public String server() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, the scheme's own unless the URL has one. */
  int port() {
    return uri.getPort() >= 0 ? uri.getPort() : isHttps() ? 443 : 80;
  }

  /** The name or IP address, without brackets, that the server's certificate must be for. */
  String certified() {
    return tls.name().or(this::hostHeader).orElseGet(this::server);
  }

  private Optional<String> hostHeader() {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase("host"))
        .map(header -> HOST.matcher(header.getValue()))
        .filter(Matcher::matches)
        .map(form -> form.group(1) == null ? form.group(2) : form.group(1))
        .findFirst();
  }

  /**
   * Whether it is asked over TLS.
   *
   * @return true if it is
   */
  public boolean isHttps() {
    return uri.getScheme().equals("https");
  }

  /** The URL with an address in the place of the name. */
  URI at(InetAddress address) {
    String literal = IpLiteral.text(address);
    String host = literal.contains(":") ? "[" + literal + "]" : literal;
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(uri.getScheme() + "://" + host + ":" + port() + uri.getRawPath() + query);
  }

  private static URI normal(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return URI.create(scheme + "://" + uri.getRawAuthority() + path + query);
  }
}
