package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExaBgpParentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exabgp /etc/exabgp/exabgp.conf",
        "/usr/sbin/exabgp -d x.conf",
        "/usr/bin/python3 /usr/sbin/exabgp /etc/exabgp/exabgp.conf",
        "python3.11 -u /usr/sbin/exabgp x.conf",
        "python3 -m exabgp x.conf",
        "python3 -m exabgp.application.main server x.conf"
      })
  void theseAreExaBgp(String commandLine) {
    assertThat(ExaBgpParent.isExaBgp(List.of(commandLine.split(" ")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bash",
        "/bin/sh -c exavip --help | less",
        "vim /etc/exabgp/exabgp.conf",
        "python3 build.py exabgp",
        "python3 -m pytest exabgp",
        "bash /home/me/exabgp/test.sh",
        "python3",
        "less exabgp"
      })
  void theseAreNot(String commandLine) {
    assertThat(ExaBgpParent.isExaBgp(List.of(commandLine.split(" ")))).isFalse();
  }
}
