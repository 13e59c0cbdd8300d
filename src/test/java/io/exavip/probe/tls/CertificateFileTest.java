package io.exavip.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.probe.Certificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of certificates and keys: what is read of them, and what is refused before it is needed.
 */
class CertificateFileTest {
  @TempDir Path folder;

  private final Certificates certificates = Certificates.get();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("file");
  }

  @Test
  void pemIsReadWithTextBetweenItsBlocks() throws IOException {
    String pem = Files.readString(certificates.authority());
    Files.writeString(file, "Test Authority\n" + pem + "\n# another\n" + pem);

    assertThat(CertificateReader.read(Files.readAllBytes(file))).hasSize(2);
  }

  @Test
  void derIsRead() throws IOException, GeneralSecurityException {
    Files.write(file, authority().getEncoded());

    assertThat(Authorities.of(file).current().getAcceptedIssuers()).containsExactly(authority());
  }

  @Test
  void bothFormsOfPkcs7AreRead() throws IOException, GeneralSecurityException {
    byte[] pkcs7 =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(List.of(authority()))
            .getEncoded("PKCS7");
    Files.write(file, pkcs7);
    assertThat(Authorities.of(file).current().getAcceptedIssuers()).containsExactly(authority());

    Path pem = folder.resolve("pem");
    Files.writeString(pem, block("PKCS7", pkcs7));
    assertThat(Authorities.of(pem).current().getAcceptedIssuers()).containsExactly(authority());
  }

  @Test
  void aTrustedCertificateIsRefused() throws IOException {
    Files.writeString(
        file,
        Files.readString(certificates.authority()).replace("CERTIFICATE", "TRUSTED CERTIFICATE"));

    refused("a TRUSTED CERTIFICATE is not read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
  void aFileWithoutCertificatesIsRefused(String content) throws IOException {
    Files.writeString(file, content);

    assertThatThrownBy(() -> Authorities.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("no certificate in it|not a file of certificates");
  }

  @Test
  void oneThatIsCutOffIsRefused() throws IOException {
    String pem = Files.readString(certificates.authority());
    Files.writeString(file, pem + pem.substring(0, pem.length() / 2));

    refused("not a file of certificates");
  }

  @Test
  void aFileThatIsNotThereOrIsNoneIsRefused() {
    refused("cannot be read");
    file = folder;
    refused("not a regular file");
    file = Path.of("/dev/zero");
    refused("not a regular file");
  }

  @Test
  void aFileIsReadOnceForAllWhoNameIt() {
    assertThat(Authorities.of(certificates.authority()).current())
        .isSameAs(Authorities.of(certificates.authority()).current());
  }

  @Test
  void aKeyThatIsNotThatOfTheCertificateIsRefused() {
    assertThatThrownBy(
            () -> ClientIdentity.of(certificates.pem("client"), certificates.pem("good")))
        .hasMessage("the key is not that of the certificate");
  }

  @Test
  void aCertificateWithoutAKeyIsRefused() {
    assertThatThrownBy(() -> ClientIdentity.of(certificates.authority(), certificates.authority()))
        .hasMessage("no private key that can be read");
  }

  @Test
  void certificateAndKeyMayBeInOneFile() {
    Path pem = certificates.pem("client");

    assertThat(ClientIdentity.of(pem, pem).current()).isNotEmpty();
  }

  private void refused(String why) {
    assertThatThrownBy(() -> Authorities.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  private X509Certificate authority() throws IOException, GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(Files.readAllBytes(certificates.authority())));
  }

  private static String block(String label, byte[] content) {
    String text = Base64.getMimeEncoder().encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }
}
