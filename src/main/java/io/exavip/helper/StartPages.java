package io.exavip.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * Gives back the pages of the native executable that the start alone needed: about half of what is
 * resident afterwards. They are read-only pages of a file; one that is needed again comes back from
 * the page cache.
 */
final class StartPages {
  private static final Logger LOG = Logger.getLogger("exavip.memory");
  private static final int MADV_DONTNEED = 4; // madvise(2)
  private static final Pattern HEAD =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (r-xp|r--p) \\S+ \\S+ \\S+ +(/.*)");
  private static final Pattern PRIVATE_PAGES = Pattern.compile("(Anonymous|Swap):\\s+(\\d+) kB");

  /**
   * A part of the address space.
   *
   * @param start its first address
   * @param end the address behind its last
   */
  record Mapping(long start, long end) {}

  private StartPages() {}

  /** Gives the pages back; does nothing on a JVM. */
  static void giveBack() {
    if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
      return;
    }
    try {
      String executable = Files.readSymbolicLink(Path.of("/proc/self/exe")).toString();
      for (Mapping mapping :
          unchanged(Files.readAllLines(Path.of("/proc/self/smaps")), executable)) {
        Kernel.madvise(
            WordFactory.pointer(mapping.start()),
            WordFactory.unsigned(mapping.end() - mapping.start()),
            MADV_DONTNEED);
      }
    } catch (IOException e) {
      LOG.debugf("start pages stay: %s", e.getMessage());
    }
  }

  /** The read-only mappings of a file in which no page differs from the file. */
  static List<Mapping> unchanged(List<String> smaps, String file) {
    List<Mapping> mappings = new ArrayList<>();
    Mapping candidate = null;
    for (String line : smaps) {
      Matcher head = HEAD.matcher(line);
      Matcher pages = PRIVATE_PAGES.matcher(line);
      if (head.matches() && head.group(4).equals(file)) {
        candidate =
            new Mapping(
                Long.parseUnsignedLong(head.group(1), 16),
                Long.parseUnsignedLong(head.group(2), 16));
      } else if (pages.matches() && !pages.group(2).equals("0")) {
        candidate = null; // the dynamic linker has written here before it was made read-only
      } else if (line.startsWith("VmFlags:")) {
        if (candidate != null) {
          mappings.add(candidate);
        }
        candidate = null;
      }
    }
    return mappings;
  }

  /** What only exists in a native executable. */
  private static final class Kernel {
    private Kernel() {}

    @CFunction(transition = CFunction.Transition.NO_TRANSITION)
    static native int madvise(PointerBase address, UnsignedWord length, int advice);
  }
}
