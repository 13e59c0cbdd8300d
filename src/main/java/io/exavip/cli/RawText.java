package io.exavip.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments and environment as the bytes they are, read as UTF-8. Where the locale is C a JVM reads
 * them as ASCII, and everything else becomes a question mark.
 */
final class RawText {
  private static final Path ARGUMENTS = Path.of("/proc/self/cmdline");
  private static final Path ENVIRONMENT = Path.of("/proc/self/environ");

  private RawText() {}

  /** The same arguments, read as UTF-8 where they can be. */
  static List<String> arguments(String... given) {
    return arguments(content(ARGUMENTS), List.of(given));
  }

  /** The environment, read as UTF-8 where it can be. */
  static Map<String, String> environment() {
    return environment(content(ENVIRONMENT), System.getenv());
  }

  /** The given arguments are the last ones of the raw command line. */
  static List<String> arguments(byte[] raw, List<String> given) {
    List<byte[]> all = split(raw);
    int first = all.size() - given.size();
    if (first < 1) {
      return given;
    }
    List<String> read = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      read.add(read(all.get(first + i), given.get(i)));
    }
    return read;
  }

  static Map<String, String> environment(byte[] raw, Map<String, String> given) {
    Map<String, String> read = new HashMap<>(given);
    for (byte[] entry : split(raw)) {
      String text = new String(entry, StandardCharsets.ISO_8859_1);
      int end = text.indexOf('=');
      String name = end < 0 ? "" : text.substring(0, end);
      if (given.containsKey(name)) {
        byte[] value = text.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1);
        read.put(name, read(value, given.get(name)));
      }
    }
    return read;
  }

  /** The bytes as UTF-8, unless they are none, or plain ASCII that says something else. */
  private static String read(byte[] raw, String given) {
    for (byte b : raw) {
      if (b < 0) {
        try {
          return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException e) {
          return given;
        }
      }
    }
    return given;
  }

  private static List<byte[]> split(byte[] raw) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == 0) {
        parts.add(Arrays.copyOfRange(raw, start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
