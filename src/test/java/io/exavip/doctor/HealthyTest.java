package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.config.ConfigException;
import io.exavip.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthyTest {
  private static final DoctorOptions PLAIN =
      new DoctorOptions(Optional.empty(), List.of(), false, Optional.empty(), Optional.empty());

  @TempDir Path folder;

  @Test
  void aGoodFileOnAGoodHostHasNoTroubles() {
    assertThat(new DoctorFixture(folder).troubles()).isEmpty();
  }

  @Test
  void staticRoutesForOtherPrefixesAreFine() {
    DoctorFixture patient =
        new DoctorFixture(folder)
            .with("hold-time 30;", "hold-time 30; static { route 10.9.0.0/24 next-hop self; }");
    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void aGoodPairHasNoTroubles() {
    assertThat(new DoctorFixture(folder).pairedWith().troubles()).isEmpty();
  }

  @Test
  void withoutAFileItIsTheOneOfTheUnit() {
    FakeHost host = new FakeHost();
    host.unit("[Service]\nExecStart=-/usr/sbin/exabgp server /srv/bgp.conf\n");
    host.texts.put(Path.of("/srv/bgp.conf"), "");

    assertThat(doctor(host).file()).isEqualTo(Path.of("/srv/bgp.conf"));
  }

  @Test
  void withoutAUnitItIsDebiansPlace() {
    FakeHost host = new FakeHost();
    host.texts.clear();
    host.texts.put(Path.of("/etc/exabgp/exabgp.conf"), "");

    assertThat(doctor(host).file()).isEqualTo(Path.of("/etc/exabgp/exabgp.conf"));
  }

  @Test
  void withoutAFileAnywhereItIsBadInput() {
    assertThatThrownBy(() -> doctor(new FakeHost()).file())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/etc/exabgp/exabgp.conf");
  }

  @Test
  void aFileThatIsNotThereIsBadInput() {
    Path missing = folder.resolve("missing.conf");

    assertThatThrownBy(
            () -> doctor(new FakeHost()).look(missing, Optional.empty(), PLAIN, c -> null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("missing.conf");
  }

  @Test
  void theWorstComesFirstThenTheOrderOfTheFile() {
    List<Finding> troubles =
        new DoctorFixture(folder)
            .with("hold-time 30;", "hold-time 3;")
            .with("65515;\n  hold-time 30;", "65515;\n  hold-time 4;")
            .without("  api { processes [ exavip ]; neighbor-changes; }\n")
            .troubles();

    assertThat(troubles)
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING, Severity.WARNING);
    assertThat(troubles.get(1).where().line()).isLessThan(troubles.get(2).where().line());
  }

  private static Doctor doctor(Host host) {
    return new Doctor(
        host,
        words -> {
          throw new ConfigException("not asked");
        });
  }
}
