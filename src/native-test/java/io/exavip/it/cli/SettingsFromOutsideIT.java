package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the frameworks inside the program would take for settings, given in every place where they
 * look: none of it counts, as only exavip's own options, variables and file do.
 */
class SettingsFromOutsideIT {
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  /** The JVM's own line about its variable. */
  private static final String OF_THE_JVM = "NOTE: Picked up JDK_JAVA_OPTIONS";

  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  /** Where settings can come from, and how they are written there. */
  private enum Place {
    ENVIRONMENT {
      @Override
      void put(ProcessBuilder program, Path folder, Map<String, String> settings) {
        settings.forEach((name, value) -> program.environment().put(variable(name), value));
      }
    },
    DOT_ENV {
      @Override
      void put(ProcessBuilder program, Path folder, Map<String, String> settings)
          throws IOException {
        write(folder.resolve(".env"), settings, Place::variable);
      }
    },
    PROPERTIES_OF_THE_FOLDER {
      @Override
      void put(ProcessBuilder program, Path folder, Map<String, String> settings)
          throws IOException {
        write(folder.resolve("config/application.properties"), settings, name -> name);
      }
    },
    PROPERTIES_OF_A_PROFILE {
      @Override
      void put(ProcessBuilder program, Path folder, Map<String, String> settings)
          throws IOException {
        program.environment().put("QUARKUS_PROFILE", "dev");
        Map<String, String> ofProfile = new LinkedHashMap<>();
        settings.forEach((name, value) -> ofProfile.put("%dev." + name, value));
        write(folder.resolve("config/application.properties"), ofProfile, name -> name);
        write(folder.resolve("config/application-dev.properties"), settings, name -> name);
      }
    },
    A_FILE_ELSEWHERE {
      @Override
      void put(ProcessBuilder program, Path folder, Map<String, String> settings)
          throws IOException {
        Path file = folder.resolve("elsewhere.properties");
        write(file, settings, name -> name);
        program.environment().put("SMALLRYE_CONFIG_LOCATIONS", file.toString());
        program.environment().put("QUARKUS_CONFIG_LOCATIONS", file.toString());
      }
    },
    OPTIONS_OF_THE_JVM {
      @Override
      void put(ProcessBuilder program, Path folder, Map<String, String> settings) {
        String options =
            settings.entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        program.environment().put("JDK_JAVA_OPTIONS", options);
      }
    };

    abstract void put(ProcessBuilder program, Path folder, Map<String, String> settings)
        throws IOException;

    private static String variable(String name) {
      return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static void write(Path file, Map<String, String> settings, UnaryOperator<String> name)
        throws IOException {
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          settings.entrySet().stream()
              .map(setting -> name.apply(setting.getKey()) + "=" + setting.getValue())
              .toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aSettingThatIsNoneEndsNothing(Place place) throws Exception {
    standsBy(
        place,
        Map.of(
            "quarkus.log.level", "nonsense",
            "quarkus.thread-pool.max-threads", "nonsense",
            "quarkus.vertx.event-loops-pool-size", "-1",
            "quarkus.http.port", "nonsense"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void noFileIsWrittenNothingListensAndTheLogStaysOffStandardOutput(Place place) throws Exception {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.log.file.enabled", "true");
    settings.put("quarkus.log.file.enable", "true");
    settings.put("quarkus.log.file.path", folder.resolve("written.log").toString());
    settings.put("quarkus.log.file.level", "ALL");
    settings.put("quarkus.log.level", "DEBUG");
    settings.put("quarkus.log.console.stderr", "false");
    settings.put("quarkus.log.console.format", "FORGED%n");
    settings.put("quarkus.banner.enabled", "true");
    settings.put("quarkus.http.host-enabled", "true");
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", "0");
    settings.put("vertx.cacheDirBase", folder.resolve("cache").toString());

    standsBy(place, settings);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aProxyThatNobodyGaveTakesNoHealthyAppDown(Place place) throws Exception {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.rest-client.proxy-address", "127.0.0.1:1");
    settings.put("quarkus.rest-client.proxy-configuration-name", "outside");
    settings.put("quarkus.proxy.outside.host", "127.0.0.1");
    settings.put("quarkus.proxy.outside.port", "1");
    settings.put("quarkus.proxy.host", "127.0.0.1");
    settings.put("quarkus.proxy.port", "1");
    settings.put("http.proxy", "http://127.0.0.1:1");
    settings.put("https.proxy", "http://127.0.0.1:1");
    settings.put("all.proxy", "http://127.0.0.1:1");
    settings.put("quarkus.rest-client.connect-timeout", "1");
    settings.put("quarkus.rest-client.read-timeout", "1");
    settings.put("quarkus.launch.devmode", "true");
    settings.put("vertxweb.environment", "dev");

    standsBy(place, settings);
  }

  /** The app is healthy: its route is announced, and nothing else happens. */
  private void standsBy(Place place, Map<String, String> settings) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(Options.watching(site));
    ProcessBuilder builder = Cli.processOf(Map.of(), arguments.toArray(String[]::new));
    builder.directory(folder.toFile());
    place.put(builder, folder, settings);
    List<String> before = tree();
    try (PlayedExaBgp exabgp = PlayedExaBgp.of(Exavip.start(builder), Answers::done)) {
      exabgp.awaitExactly(PlayedExaBgp.ANNOUNCE);
      Await.always("the program runs", A_WHILE, exabgp.program()::isAlive);

      assertThat(exabgp.program().output()).isEqualTo(" version\n" + PlayedExaBgp.ANNOUNCE + "\n");
      assertThat(exabgp.program().err().stream().filter(line -> !line.startsWith(OF_THE_JVM)))
          .noneMatch(line -> line.contains("FORGED") || line.contains("Listening"))
          .noneMatch(line -> line.contains("DEBUG") || line.contains("onfiguration"));
      assertThat(tree()).isEqualTo(before);
    }
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
