package io.exavip.config;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Shuts out what Quarkus would take as settings: variables of the environment, system properties,
 * {@code .env} and {@code config/application.properties} of the working folder. Whoever may write
 * there must not say where a process of root logs to, nor what becomes of a route. What counts are
 * exavip's own options, variables and file; the rest was fixed when the program was built.
 *
 * <p>Quarkus finds this class as a service when it builds the program, and asks it last, at each
 * start of the program.
 */
@StaticInitSafe
public final class OwnSettingsOnly implements SmallRyeConfigBuilderCustomizer {
  /** Loads the classes while Quarkus builds or tests, which need settings from outside. */
  private static final String BUILDING = "io.quarkus.bootstrap.classloading.QuarkusClassLoader";

  private static final String TEMPORARY = "java.io.tmpdir";

  /** Made by the configuration of Quarkus. */
  public OwnSettingsOnly() {}

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    if (builder.getClassLoader().getClass().getName().equals(BUILDING)) {
      return;
    }
    builder
        .setAddDefaultSources(false)
        .setAddSystemSources(false)
        .setAddPropertiesSources(false)
        .setAddDiscoveredSources(false)
        .withDefaultValue(TEMPORARY, System.getProperty(TEMPORARY)); // other defaults refer to it
  }

  @Override
  public int priority() {
    return Integer.MAX_VALUE; // after those that add the sources
  }
}
