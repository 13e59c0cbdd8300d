package io.exavip.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTest {

  @Test
  void aCloudIsWrittenInSmallLetters() {
    assertThat(Cloud.values()).extracting(Cloud::toString).containsExactly("azure", "aws", "gcp");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        8074, 8075, 12076, 23456, 64496, 64511, 65515, 65517, 65518, 65519, 65520, 65535, 65551
      })
  void azureReserves(long as) {
    assertThat(Cloud.AZURE.localAsProblem(as))
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("reserved by Azure ("));
  }

  @Test
  void aReservedNumberIsToldWithItsRange() {
    assertThat(Cloud.AZURE.localAsProblem(65519).orElseThrow()).contains("(65517-65520 of 8074, ");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 65552, 4200000000L, 4294967295L})
  void azureTakesNo32BitNumber(long as) {
    assertThat(Cloud.AZURE.localAsProblem(as)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 64512, 65010, 65514, 65516, 65521, 65534})
  void azureTakesWhatIsNotReserved(long as) {
    assertThat(Cloud.AZURE.localAsProblem(as)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "1, true",
    "23456, false",
    "65010, true",
    "65515, true",
    "64496, false",
    "65535, false",
    "4200000000, true",
    "4294967294, true",
    "4294967295, false"
  })
  void awsTakesAllButTheReserved(long as, boolean good) {
    assertThat(Cloud.AWS.localAsProblem(as).isEmpty()).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "64511, false",
    "64512, true",
    "65534, true",
    "65535, false",
    "4199999999, false",
    "4200000000, true",
    "4294967294, true",
    "4294967295, false"
  })
  void gcpTakesPrivateNumbersOnly(long as, boolean good) {
    assertThat(Cloud.GCP.localAsProblem(as).isEmpty()).isEqualTo(good);
  }

  @Test
  void onlyAzureFixesTheRouteServersNumber() {
    assertThat(Cloud.AZURE.routeServerAs()).hasValue(65515);
    assertThat(Cloud.AWS.routeServerAs()).isEmpty();
    assertThat(Cloud.GCP.routeServerAs()).isEmpty();
  }
}
