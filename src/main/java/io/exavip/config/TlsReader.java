package io.exavip.config;

import io.exavip.probe.HttpCheck;
import io.exavip.probe.tls.Authorities;
import io.exavip.probe.tls.ClientIdentity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how an HTTPS check verifies, and what it shows; files are read, not only their names. */
final class TlsReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9a-fA-F:.]{2,45}");

  private TlsReader() {}

  static HttpCheck.Tls read(Settings settings) {
    Optional<Path> caFile =
        settings
            .one(Key.CA_FILE)
            .map(raw -> raw.read("certificates: PEM, DER or PKCS#7", TlsReader::authorities));
    boolean insecure = settings.flag(Key.INSECURE);
    if (insecure && caFile.isPresent()) {
      throw settings
          .one(Key.CA_FILE)
          .orElseThrow()
          .fault("of no use together with insecure", "one of the two");
    }
    Optional<String> name =
        settings
            .one(Key.TLS_NAME)
            .map(raw -> raw.read("a name such as shop.example.com, or an IP", TlsReader::name));
    return new HttpCheck.Tls(insecure, caFile, name, identity(settings));
  }

  private static Optional<HttpCheck.Identity> identity(Settings settings) {
    Optional<Raw> certificate = settings.one(Key.CLIENT_CERT);
    Optional<Raw> key = settings.one(Key.CLIENT_KEY);
    if (certificate.isEmpty() && key.isPresent()) {
      throw key.get().fault("of no use without client-cert", "both, or client-cert alone");
    }
    return certificate.map(
        raw -> {
          Path shown = raw.read("a PEM file", TlsReader::path);
          Path its = key.map(file -> file.read("a PEM file", TlsReader::path)).orElse(shown);
          return key.orElse(raw)
              .read(
                  "a PEM certificate and its key",
                  text -> {
                    ClientIdentity.of(shown, its);
                    return new HttpCheck.Identity(shown, its);
                  });
        });
  }

  private static Path authorities(String text) {
    Path file = path(text);
    Authorities.of(file);
    return file;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not a name");
    }
    return text;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a file name", e);
    }
  }
}
