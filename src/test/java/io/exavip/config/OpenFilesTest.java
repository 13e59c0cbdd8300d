package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.monitor.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
  @TempDir Path folder;

  @Test
  void servicesThatNeedMoreOpenFilesThanTheProcessMayHaveAreRefused() throws IOException {
    List<ServiceSpec> services = services(100, "url: 'http://127.0.0.1/'");

    assertThatThrownBy(() -> OpenFiles.check("exavip.yaml", services, OptionalLong.of(263)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "exavip.yaml: 100 checks need 264 open files, the limit is 263; allowed: 99 of them, or"
                + " a higher limit (LimitNOFILE= in ExaBGP's unit, or ulimit -n)");
  }

  @Test
  void servicesThatJustFitAreGood() throws IOException {
    List<ServiceSpec> services = services(100, "url: 'http://127.0.0.1/'");

    assertThatCode(() -> OpenFiles.check("", services, OptionalLong.of(264)))
        .doesNotThrowAnyException();
    assertThatCode(() -> OpenFiles.check("", services, OptionalLong.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void aCheckWithoutTripwireNeedsOneAndACommandThree() throws IOException {
    List<ServiceSpec> lean = services(10, "tcp: '127.0.0.1:80', tripwire: off");
    List<ServiceSpec> commands = services(10, "command: 'true'");

    assertThatCode(() -> OpenFiles.check("", lean, OptionalLong.of(74))).doesNotThrowAnyException();
    assertThatThrownBy(() -> OpenFiles.check("", commands, OptionalLong.of(93)))
        .hasMessageContaining("10 checks need 94 open files");
  }

  @Test
  void theLimitOfThisProcessIsKnown() {
    assertThat(OpenFiles.limit().orElse(Long.MAX_VALUE)).isGreaterThan(OpenFiles.OWN);
  }

  private List<ServiceSpec> services(int count, String check) throws IOException {
    StringBuilder yaml = new StringBuilder("services:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  s%d: { ip: 10.1.0.%d, %s }\n".formatted(i, i + 1, check));
    }
    Path file = Files.writeString(folder.resolve("exavip.yaml"), yaml);
    return new ConfigLoader(java.util.Map.of())
        .ofFile(file, Settings.NONE, ProcessSettings.NONE)
        .services();
  }
}
