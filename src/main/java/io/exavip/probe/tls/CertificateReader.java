package io.exavip.probe.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads certificates: PEM with any text between them (RFC 7468), DER (RFC 5280), and both forms of
 * PKCS#7 (RFC 2315).
 */
final class CertificateReader {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([^-\\r\\n]+)-----(?s:.*?)(-----END \\1-----|\\z)");

  private CertificateReader() {}

  /**
   * Reads all of them; of PEM the blocks of other kinds, such as keys, are passed over.
   *
   * @param content a file's bytes
   * @return at least one
   * @throws IllegalArgumentException with the reason if there are none, or one is broken
   */
  static List<X509Certificate> read(byte[] content) {
    List<X509Certificate> certificates = new ArrayList<>();
    boolean isPem = false;
    Matcher block = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      isPem = true;
      switch (block.group(1)) {
        case "CERTIFICATE", "X509 CERTIFICATE", "PKCS7" ->
            certificates.addAll(parse(block.group().getBytes(StandardCharsets.ISO_8859_1)));
        case "TRUSTED CERTIFICATE" ->
            // OpenSSL's own form says what the certificate is trusted for; Java would not heed it.
            throw new IllegalArgumentException("a TRUSTED CERTIFICATE is not read");
        default -> {}
      }
    }
    if (!isPem) {
      certificates.addAll(parse(content));
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("no certificate in it");
    }
    return certificates;
  }

  private static List<X509Certificate> parse(byte[] encoded) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(encoded))
          .forEach(certificate -> certificates.add((X509Certificate) certificate));
      return certificates;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not a file of certificates", e);
    }
  }
}
