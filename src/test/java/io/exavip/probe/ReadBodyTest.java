package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadBodyTest {
  @Test
  void aBodyThatNoRuleReadsIsCountedAndNotKept() {
    ReadBody body = new ReadBody(false);
    for (int i = 0; i < 64; i++) {
      body.add(new byte[1024]);
    }
    assertThat(body.isCut()).isFalse();
    body.add(new byte[1]);
    assertThat(body.isCut()).isTrue();
    assertThat(body.take()).isEmpty();
  }

  @Test
  void ofABodyThatARuleReads64KibAreKept() {
    ReadBody body = new ReadBody(true);
    body.add(new byte[ReadBody.MAX - 1]);
    body.add(new byte[] {1, 2});
    body.add(new byte[100_000]);

    assertThat(body.isCut()).isTrue();
    assertThat(body.take()).hasSize(ReadBody.MAX).endsWith(0, 1);
  }

  @Test
  void whatIsDroppedOrTakenIsNotKept() {
    ReadBody body = new ReadBody(true);
    body.add(new byte[10]);
    assertThat(body.take()).hasSize(10);
    assertThat(body.take()).isEmpty();
    body.add(new byte[10]);
    body.drop();
    assertThat(body.take()).isEmpty();
  }
}
