package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.FabricExtension;
import io.exavip.it.fabric.WebApp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Proves the web app of the tests. */
@ExtendWith(FabricExtension.class)
class WebAppIT {

  private static final String ASK =
      "exec 3<>/dev/tcp/127.0.0.1/3000 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3"
          + " && timeout 1 head -n 1 <&3";

  @Test
  @DisplayName("the web app answers 200, answers 500, hangs, crashes and comes back")
  void modes(Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    assertThat(answer(fabric)).contains("200 OK");

    app.answer500();
    assertThat(answer(fabric)).contains("500 Internal Server Error");

    app.hang();
    assertThat(answer(fabric)).isEmpty();

    app.crash();
    assertThat(answer(fabric)).contains("Connection refused");

    app.comeBack();
    assertThat(answer(fabric)).contains("200 OK");
  }

  private static String answer(Fabric fabric) {
    return fabric.vm1().namespace().run("bash", "-c", ASK).output();
  }
}
