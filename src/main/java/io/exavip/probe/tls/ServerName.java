package io.exavip.probe.tls;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;

/**
 * The name that a server's certificate must be for, verified as RFC 9525 has it: against the
 * subject alternative names alone, a CN counts for nothing.
 *
 * @param text a name or an IP address, without brackets
 */
record ServerName(String text) {
  // The kinds of subject alternative names, RFC 5280.
  private static final int DNS = 2;
  private static final int IP = 7;

  private static final int MOST_SHOWN = 4;

  /** What is sent to the server; empty for what SNI has no form for, such as an address. */
  Optional<SNIHostName> sni() {
    try {
      return address().isPresent()
          ? Optional.empty()
          : Optional.of(new SNIHostName(text.endsWith(".") ? withoutDot(text) : text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Throws unless the certificate is for this name. */
  void verify(X509Certificate certificate) throws CertificateRefused {
    List<String> names = names(certificate, address().isPresent() ? IP : DNS);
    if (names.stream().noneMatch(this::matches)) {
      throw new CertificateRefused(
          "certificate is for " + shown(certificate) + ", not for " + text);
    }
  }

  /** Whether a subject alternative name of this name's kind is this name. */
  boolean matches(String name) {
    Optional<InetAddress> address = address();
    if (address.isPresent()) {
      return IpLiteral.parse(name).equals(address);
    }
    String wanted = withoutDot(text).toLowerCase(Locale.ROOT);
    String given = withoutDot(name).toLowerCase(Locale.ROOT);
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    // A star stands for one whole label, and not beside a top-level domain alone.
    String rest = given.substring(1);
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(rest) && rest.indexOf('.', 1) > 0;
  }

  private static String shown(X509Certificate certificate) throws CertificateRefused {
    List<String> all =
        List.of(names(certificate, DNS), names(certificate, IP)).stream()
            .flatMap(Collection::stream)
            .toList();
    if (all.isEmpty()) {
      return "no name (without subject alternative names; its CN does not count)";
    }
    String first = all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    return all.size() > MOST_SHOWN ? first + " and others" : first;
  }

  private static List<String> names(X509Certificate certificate, int kind)
      throws CertificateRefused {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(kind) && name.get(1) instanceof String)
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException e) {
      throw new CertificateRefused("certificate with names that cannot be read");
    }
  }

  private Optional<InetAddress> address() {
    return IpLiteral.parse(text);
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
