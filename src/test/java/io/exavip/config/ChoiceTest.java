package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.cloud.Cloud;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
  private static final Choice<Cloud> CLOUDS = Choice.of(Cloud.values());

  @ParameterizedTest
  @EnumSource
  void everyValueIsReadFromItsWord(Cloud cloud) {
    assertThat(CLOUDS.read(new Raw(cloud.toString(), "--cloud"))).isEqualTo(cloud);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AZURE", "azur", "azure ", "azure|aws"})
  void anythingElseIsRefusedWithWhatIsAllowed(String text) {
    assertThatThrownBy(() -> CLOUDS.read(new Raw(text, "--cloud")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("--cloud: '" + text + "': none of them; allowed: azure, aws or gcp");
  }

  @Test
  void twoWordsAreEitherOr() {
    assertThatThrownBy(() -> Choice.of(OnExit.values()).read(new Raw("stay", "on-exit")))
        .hasMessage("on-exit: 'stay': neither; allowed: withdraw or keep");
  }

  @Test
  void helpHasTheWordsInTheOrderOfTheEnum() {
    assertThat(CLOUDS.label()).isEqualTo("azure|aws|gcp");
  }
}
