package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.tls.Authorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemAuthoritiesTest {
  @TempDir Path folder;

  @Test
  void theFirstFileThatIsThereAndGoodCounts() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "not a certificate");
    Path good = Files.copy(Certificates.get().authority(), folder.resolve("good.pem"));

    assertThat(SystemAuthorities.in(List.of(folder.resolve("none.pem"), broken, good)))
        .isSameAs(Authorities.of(good));
  }

  @Test
  void whereThereIsNoneAllChecksShareThoseThatCameWithTheProgram() {
    List<Path> nowhere = List.of(folder.resolve("none.pem"));

    assertThat(SystemAuthorities.in(nowhere)).isSameAs(SystemAuthorities.in(nowhere));
  }
}
