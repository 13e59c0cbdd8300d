package io.exavip.probe.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;

/** Why a server's certificate is not taken, in a user's words. */
public final class CertificateRefused extends CertificateException {
  private static final long serialVersionUID = 1;
  private static final int MOST_CHARACTERS = 200;

  CertificateRefused(String reason) {
    super(reason.substring(0, Math.min(MOST_CHARACTERS, reason.length())));
  }

  /** Says in other words what Java found. */
  static CertificateRefused of(CertificateException error, X509Certificate[] chain) {
    for (X509Certificate certificate : chain) {
      try {
        certificate.checkValidity();
      } catch (CertificateExpiredException e) {
        return new CertificateRefused(
            "certificate "
                + whose(certificate, chain)
                + "expired on "
                + day(certificate.getNotAfter()));
      } catch (CertificateNotYetValidException e) {
        return new CertificateRefused(
            "certificate "
                + whose(certificate, chain)
                + "is not valid before "
                + day(certificate.getNotBefore()));
      }
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return unknown(chain);
      }
    }
    return new CertificateRefused("certificate is not valid: " + root(error));
  }

  private static CertificateRefused unknown(X509Certificate[] chain) {
    X509Certificate last = chain[chain.length - 1];
    boolean own = last.getIssuerX500Principal().equals(last.getSubjectX500Principal());
    return new CertificateRefused(
        own && chain.length == 1
            ? "self-signed certificate, which is not trusted"
            : "certificate of an unknown authority: " + last.getIssuerX500Principal().getName());
  }

  private static String whose(X509Certificate certificate, X509Certificate[] chain) {
    boolean isServers = certificate == chain[0];
    return isServers ? "" : "of " + certificate.getSubjectX500Principal().getName() + " ";
  }

  private static String day(Date date) {
    return Instant.ofEpochMilli(date.getTime()).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
