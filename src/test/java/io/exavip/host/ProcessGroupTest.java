package io.exavip.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessGroupTest {
  @Test
  void whatStartsAChildIsNotLookedForAlongThePathWhichMayHang() {
    assertThat(ProcessGroup.builder(List.of("true")).command())
        .first()
        .asString()
        .startsWith("/")
        .endsWith("/setsid");
    assertThat(ProcessGroup.powerlessLeader()).first().asString().startsWith("/");
  }
}
