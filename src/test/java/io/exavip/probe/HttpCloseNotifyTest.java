package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class HttpCloseNotifyTest {
  @Inject Vertx vertx;

  @TempDir Path folder;

  @Test
  void anAnswerWithoutALengthEndsWhereTheServerSaysThatItSendsNoMore() throws Exception {
    try (Prober prober = new Prober(vertx);
        OpensslServer server = new OpensslServer(folder)) {
      Http http = Http.get(server.url()).insecure().contains("</pre>");

      assertThat(prober.run(http).reason()).startsWith("HTTP 200 in ");
    }
  }
}
