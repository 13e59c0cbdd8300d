package io.exavip.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The command line as the program puts it together, but without a container: enough to be looked
 * at, not to be run.
 */
public final class CommandModel {
  private CommandModel() {}

  /**
   * Puts the command line together.
   *
   * @param version the version that it tells
   * @return the top command with all its subcommands
   */
  public static CommandLine of(String version) {
    CommandLine.IFactory factory =
        new CommandLine.IFactory() {
          @Override
          public <K> K create(Class<K> type) throws Exception {
            return type == Version.class ? type.cast(new Version(version)) : hollow(type);
          }
        };
    return new CommandLineSetup().commandLine(factory);
  }

  /** An object of the type; what the container would give to its constructor is missing. */
  private static <K> K hollow(Class<K> type) throws Exception {
    Constructor<?>[] constructors = type.getDeclaredConstructors();
    boolean plain = Arrays.stream(constructors).anyMatch(c -> c.getParameterCount() == 0);
    if (plain || constructors.length == 0) {
      return CommandLine.defaultFactory().create(type);
    }
    constructors[0].setAccessible(true);
    return type.cast(constructors[0].newInstance(new Object[constructors[0].getParameterCount()]));
  }
}
