package io.exavip.process;

import io.exavip.config.ConfigException;
import io.exavip.config.ConfigText;
import io.exavip.config.RunConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One look at the configuration, on a thread of its own: a file on a file system that hangs holds
 * up nothing but that.
 *
 * @param config the configuration; empty if it is broken
 * @param content the text of its file, one character a byte; empty if it cannot be read
 * @param fault what is wrong; null if nothing is
 */
record ConfigLook(Optional<RunConfig> config, String content, Throwable fault) {
  private static final Logger LOG = Logger.getLogger("exavip.helper");

  /** Looks at it. */
  static CompletableFuture<ConfigLook> start(ConfigSource source) {
    return onThread(() -> of(source));
  }

  /** Looks at the text of its file alone. */
  static CompletableFuture<String> startContent(ConfigSource source) {
    return onThread(() -> content(source.file()));
  }

  private static <T> CompletableFuture<T> onThread(Supplier<T> look) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(look.get());
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            },
            "exavip-config");
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static ConfigLook of(ConfigSource source) {
    Optional<RunConfig> config = Optional.empty();
    Throwable fault = null;
    String before = content(source.file());
    try {
      config = Optional.of(source.load());
    } catch (RuntimeException | Error e) {
      fault = e;
    }
    // What was written meanwhile is not known to be whole.
    return before.equals(content(source.file()))
        ? new ConfigLook(config, before, fault)
        : new ConfigLook(Optional.empty(), "", new ConfigException("the file is being written"));
  }

  /** Says what is wrong. */
  void logFault() {
    if (fault instanceof ConfigException) {
      LOG.error(fault.getMessage());
    } else if (fault != null) {
      LOG.error("internal error in reading the configuration", fault);
    }
  }

  /** Says what is wrong, unless that was said after the last look; returns this. */
  ConfigLook logNewFault(ConfigLook last) {
    boolean same = fault != null && last.fault != null;
    if (!same || !fault.toString().equals(last.fault.toString())) {
      logFault();
    }
    return this;
  }

  private static String content(Optional<Path> file) {
    try {
      return file.isPresent()
          ? new String(ConfigText.bytes(file.get()), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException | ConfigException e) {
      return "";
    }
  }
}
