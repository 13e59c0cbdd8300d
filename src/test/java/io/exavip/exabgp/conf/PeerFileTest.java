package io.exavip.exabgp.conf;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerFileTest {
  private static final String[] GCP = {
    "--cloud", "gcp",
    "--peer-as", "64600",
    "--route-server", "10.9.0.4",
    "--route-server", "10.9.0.5"
  };

  @TempDir Path folder;

  @Test
  void theTwoDefaultsGoTogether() throws IOException {
    Path primary = file(Given.elsewhere(Given.PRIMARY).text());
    assertThatCode(() -> compare(Given.SECONDARY, primary)).doesNotThrowAnyException();

    Path secondary = file(Given.elsewhere(Given.SECONDARY).text());
    assertThatCode(() -> compare(Given.PRIMARY, secondary)).doesNotThrowAnyException();
  }

  @Test
  void bothVmsWithOneAddressAreRefused() throws IOException {
    Path primary = file(Given.elsewhere(Given.PRIMARY).text());

    assertThatThrownBy(() -> compare(Given.SECONDARY, primary, "--local-address", "10.0.2.10"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--local-address 10.0.2.10 stands there, too");
  }

  @Test
  void twoPrimariesAreRefused() throws IOException {
    Path other = file(Given.elsewhere(Given.PRIMARY, "--local-address", "10.0.2.20").text());

    assertThatThrownBy(() -> compare(Given.PRIMARY, other)).hasMessageContaining("ECMP");
  }

  @Test
  void aPrimaryWithTheLongerPathIsRefused() throws IOException {
    Path secondary = file(Given.elsewhere(Given.SECONDARY).text());

    assertThatThrownBy(() -> compare(Given.PRIMARY, secondary, "--prepend", "5"))
        .hasMessageContaining("the secondary would have the VIP");
  }

  @Test
  void aSecondaryWithTheShorterPathIsRefused() throws IOException {
    Path primary = file(Given.elsewhere(Given.PRIMARY, "--prepend", "4").text());

    assertThatThrownBy(() -> compare(Given.SECONDARY, primary))
        .hasMessageContaining("the secondary would have the VIP");
  }

  @Test
  void aPathWrittenByHandIsRead() throws IOException {
    Path secondary =
        file(
            """
            neighbor 10.0.1.4 { # by hand
              local-address 10.0.2.20;
            }
            process exavip {
              run /usr/bin/exavip run --config /etc/exavip.yaml --as-path='65010 65010';
            }
            """);

    assertThatCode(() -> compare(Given.PRIMARY, secondary)).doesNotThrowAnyException();
    assertThatThrownBy(() -> compare(Given.PRIMARY, secondary, "--prepend", "1"))
        .hasMessageContaining("ECMP");
  }

  @Test
  void whereTheMedDecidesItIsCompared() throws IOException {
    Path primary = file(Given.elsewhere(Given.PRIMARY, GCP).text());

    assertThatCode(() -> compare(Given.SECONDARY, primary, GCP)).doesNotThrowAnyException();
    assertThatThrownBy(() -> compare(Given.PRIMARY, primary, with("--local-address", "10.0.2.30")))
        .hasMessageContaining("the same MED");
  }

  @Test
  void aFileWithoutExavipIsRefused() throws IOException {
    Path other = file("neighbor 10.0.1.4 { local-address 10.0.2.20; }\n");

    assertThatThrownBy(() -> compare(Given.PRIMARY, other))
        .hasMessageStartingWith("--peer: '" + other + "': no 'run");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> compare(Given.PRIMARY, folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("peer.conf"), text);
  }

  private static String[] with(String option, String value) {
    List<String> more = new ArrayList<>(List.of(GCP));
    more.addAll(List.of(option, value));
    return more.toArray(String[]::new);
  }

  private static void compare(List<String> base, Path peer, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--peer", peer.toString()));
    Given.elsewhere(base, all.toArray(String[]::new));
  }
}
