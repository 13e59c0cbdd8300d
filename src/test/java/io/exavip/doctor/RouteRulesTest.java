package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.cloud.Cloud;
import io.exavip.exabgp.conf.Where;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteRulesTest {
  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static { route 10.1.0.5/32 next-hop self; }",
        "static { route 10.1.0.5 next-hop self; }",
        "static { route 10.1.0.5/32 { next-hop self; } }",
        "static { attributes next-hop self nlri 10.9.0.0/24 10.1.0.5/32; }",
        "announce { ipv4 { unicast 10.1.0.5/32 next-hop self; } }"
      })
  void theVipInTheFileIsAnError(String section) {
    patient.with("hold-time 30;", "hold-time 30; " + section);

    assertError("vip-static", 9, "at each reload");
  }

  @Test
  void theVipInATemplateIsAnError() {
    patient
        .text(
            "template { neighbor rs { static { route 10.1.0.5/32 next-hop self; } } }\n"
                + DoctorFixture.GOOD)
        .with("hold-time 30;", "hold-time 30; inherit rs;");

    assertError("vip-static", 1, "10.1.0.5/32");
  }

  @Test
  void aFamilySectionWithoutTheVipsFamilyIsAnError() {
    patient.with("hold-time 30;", "hold-time 30; family { ipv6 unicast; }");

    assertError("family", 9, "neighbor 10.0.1.4 carries no ipv4 unicast");
  }

  @Test
  void aFamilySectionWithTheVipsFamilyIsFine() {
    patient.with("hold-time 30;", "hold-time 30; family { ipv4 unicast; }");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void anIpv6VipWhoseNextHopIsAnIpv4AddressIsAnError() {
    patient.host.interfaces.add(FakeHost.device("lo", true, true, "2001:db8::5/128"));
    patient.in(Cloud.AWS).vnet("10.0.0.0/16").with("10.1.0.5/32", "2001:db8::5/128");

    assertError("next-hop", 2, "2001:db8::5/128 is not of the family of the local-address");
    patient.with("2001:db8::5/128", "2001:db8::5/128 --next-hop 2001:db8::1");
    assertThat(patient.troubles()).isEmpty();
  }

  private void assertError(String rule, int line, String what) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.where()).isEqualTo(new Where(patient.file, line));
    assertThat(finding.what()).contains(what);
  }
}
