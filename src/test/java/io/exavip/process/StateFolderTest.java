package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the processes, and whose process lives. */
class StateFolderTest {
  private static final StateText STATE =
      new StateText(
          Set.of(new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(), OptionalLong.empty())),
          Set.of());

  @TempDir Path folder;

  @Test
  void aSuccessorOfTheSameNameReadsWhatWasWritten() throws IOException {
    try (StateFolder first = StateFolder.open(folder, "service web")) {
      assertThat(first.read()).isEqualTo(StateText.NONE);
      first.write(STATE);
    }
    try (StateFolder second = StateFolder.open(folder, "service web")) {
      assertThat(second.read()).isEqualTo(STATE);
      assertThat(second.others()).isEmpty();
    }
  }

  @Test
  void aLivingProcessOfTheSameNameKeepsItsFile() throws IOException {
    try (StateFolder first = StateFolder.open(folder, "service web")) {
      first.write(STATE);
      try (StateFolder second = StateFolder.open(folder, "service web")) {
        assertThat(second.read()).isEqualTo(StateText.NONE);
        assertThat(second.others()).containsExactly(STATE);
      }
    }
  }

  @Test
  void whatAPredecessorLeavesThatEndsLateIsFoundAndForgotten() throws IOException {
    StateFolder first = StateFolder.open(folder, "service web");
    first.write(STATE);
    try (StateFolder second = StateFolder.open(folder, "service web")) {
      assertThat(second.leftByLateOnes()).isEmpty();
      first.close();
      assertThat(second.leftByLateOnes()).isEqualTo(STATE.configured());
      second.forgetLateOnes();
      assertThat(second.leftByLateOnes()).isEmpty();
    }
  }

  @Test
  void whatALateOneLeavesAfterTheLookIsNotForgottenUnread() throws IOException {
    StateFolder first = StateFolder.open(folder, "service web");
    first.write(STATE);
    try (StateFolder second = StateFolder.open(folder, "service web")) {
      assertThat(second.leftByLateOnes()).isEmpty();
      first.close();
      second.forgetLateOnes();
      assertThat(second.leftByLateOnes()).isEqualTo(STATE.configured());
    }
  }

  @Test
  void whatIsWrittenAnewBetweenTheLookAndTheForgettingIsKept() throws IOException {
    StateFolder first = StateFolder.open(folder, "service web");
    first.write(STATE);
    try (StateFolder second = StateFolder.open(folder, "service web")) {
      first.close();
      assertThat(second.leftByLateOnes()).isEqualTo(STATE.configured());
      try (StateFolder third = StateFolder.open(folder, "service web")) {
        third.write(STATE); // the same routes, which it may have announced again
      }
      second.forgetLateOnes();
      assertThat(second.leftByLateOnes()).isEqualTo(STATE.configured());
    }
  }

  @Test
  void aProcessThatIsGoneIsNoneOfTheOthers() throws IOException {
    try (StateFolder first = StateFolder.open(folder, "config /etc/a.yaml")) {
      first.write(STATE);
    }
    try (StateFolder second = StateFolder.open(folder, "config /etc/b.yaml")) {
      assertThat(second.others()).isEmpty();
    }
  }

  @Test
  void namesThatDifferInAnyCharacterHaveFilesOfTheirOwn() throws IOException {
    try (StateFolder first = StateFolder.open(folder, "config /a/b")) {
      first.write(STATE);
    }
    try (StateFolder second = StateFolder.open(folder, "config /a_b")) {
      assertThat(second.read()).isEqualTo(StateText.NONE);
    }
  }

  @Test
  void aFolderThatIsMissingIsMade() throws IOException {
    Path deeper = folder.resolve("run/exavip");
    StateFolder.open(deeper, "x").close();
    assertThat(Files.isDirectory(deeper)).isTrue();
  }

  @Test
  void aFolderInWhichAnybodyMayWriteIsRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> StateFolder.open(folder, "x")).hasMessageContaining("anybody");
  }

  @Test
  void aFolderThatIsAFileIsAFault() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> StateFolder.open(file, "x")).isInstanceOf(IOException.class);
  }

  @Test
  void whatADeathLeftOfAWriteIsNoState() throws IOException {
    try (StateFolder first = StateFolder.open(folder, "x")) {
      first.write(STATE);
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path whole = files.filter(path -> path.toString().endsWith(".0")).findFirst().orElseThrow();
      Files.writeString(Path.of(whole + ".part"), "configured 10.9.");
    }
    try (StateFolder second = StateFolder.open(folder, "x")) {
      assertThat(second.read()).isEqualTo(STATE);
      second.write(StateText.NONE);
      assertThat(second.read()).isEqualTo(StateText.NONE);
    }
  }
}
