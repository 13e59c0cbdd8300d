package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Whatever the user writes is read, or refused with a sentence that says where and what. */
class ConfigFuzzTest {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofHours(1);

  /** On a file system in memory where there is one. */
  private final Path file =
      Path.of(Files.isDirectory(Path.of("/dev/shm")) ? "/dev/shm" : "target")
          .resolve("exavip-fuzz-" + ProcessHandle.current().pid() + ".yaml");

  @AfterEach
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @FuzzTest
  void file(byte[] input) throws IOException {
    Files.write(file, input);
    try {
      RunConfig config =
          new ConfigLoader(Map.of("VIP", "10.1.0.5/32"))
              .ofFile(file, Settings.NONE, ProcessSettings.NONE);
      assertThat(config.services()).isNotEmpty();
    } catch (ConfigException e) {
      assertThat(e).hasMessageStartingWith(file.toString());
    }
  }

  @FuzzTest
  void duration(byte[] input) {
    Raw raw = new Raw(new String(input, StandardCharsets.UTF_8), "--interval");
    try {
      assertThat(Values.duration(raw, LEAST, MOST)).isBetween(LEAST, MOST);
    } catch (ConfigException e) {
      assertThat(e).hasMessageStartingWith("--interval: ");
    }
  }

  @FuzzTest
  void number(byte[] input) {
    Raw raw = new Raw(new String(input, StandardCharsets.UTF_8), "--metric");
    try {
      assertThat(Values.number(raw, 1, 4_294_967_295L)).isBetween(1L, 4_294_967_295L);
    } catch (ConfigException e) {
      assertThat(e).hasMessageStartingWith("--metric: ");
    }
  }
}
