package io.exavip.exabgp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped configurations are what the program prints. */
class TemplatesTest {

  @ParameterizedTest
  @CsvSource({"primary, 10.0.2.10", "secondary, 10.0.2.20"})
  void theShippedFileIsTheOutputOfConf(String role, String address) throws IOException {
    List<String> command =
        List.of(
            "--role",
            role,
            "--local-address",
            address,
            "--vip",
            "10.1.0.5/32",
            "--url",
            "http://127.0.0.1:3000/");
    Path file = Path.of("exabgp", role + ".conf.ini");

    Conf conf = Conf.of(Given.options(command), Map.of(), command);

    assertThat(file)
        .describedAs(
            "write it anew: java -jar target/exavip.jar conf --elsewhere %s > %s",
            String.join(" ", command), file)
        .hasContent(conf.text());
    assertThat(Files.readString(file)).isEqualTo(conf.text());
  }
}
