package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Child;
import io.exavip.it.fabric.ExaBgpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Makes a missing ExaBGP loud: half of the scenarios would be silent without it. */
class InstallTestToolsIT {

  @Test
  @DisplayName("ExaBGP 4.2 of the distribution is installed")
  void exaBgp4() throws Exception {
    assertThat(version(ExaBgpVersion.V4, "--version")).contains("4.2.");
  }

  @Test
  @DisplayName("ExaBGP 5.0 is installed, or the run says loudly that it does without")
  void exaBgp5() throws Exception {
    if (!ExaBgpVersion.V5.isInstalled() && ExaBgpVersion.V5.isOptional()) {
      String bar = "!".repeat(78);
      System.err.println(bar);
      System.err.println(
          "!! NOTHING IS TESTED AGAINST ExaBGP 5.0 IN THIS RUN: it is not installed,");
      System.err.println("!! and " + ExaBgpVersion.WITHOUT_5 + "=1 allows that.");
      System.err.println(bar);
      return;
    }
    assertThat(version(ExaBgpVersion.V5, "version")).contains("5.0.");
  }

  private static String version(ExaBgpVersion version, String question) throws Exception {
    version.require();
    List<String> command = new ArrayList<>(version.command());
    command.add(question);
    ProcessBuilder builder = Child.of(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.putAll(version.environment());
    return new String(builder.start().getInputStream().readAllBytes());
  }
}
