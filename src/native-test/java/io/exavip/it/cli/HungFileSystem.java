package io.exavip.it.cli;

import io.exavip.it.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file system that never answers: whoever looks at a path in it waits for ever, as with a dead
 * file server. It is one in user space whose user does nothing. It is seen by the program under
 * test alone, in a mount namespace of its own, and gone with it. Needs root.
 */
final class HungFileSystem {
  private static final String MOUNT =
      """
      import ctypes, os, sys
      NEW_NAMESPACE, PRIVATE = 0x00020000, 0x44000
      libc = ctypes.CDLL(None, use_errno=True)
      def check(result):
          if result != 0:
              sys.exit("hung file system: " + os.strerror(ctypes.get_errno()))
      check(libc.unshare(NEW_NAMESPACE))
      check(libc.mount(b"none", b"/", None, PRIVATE, None))
      user = os.open("/dev/fuse", os.O_RDWR)
      os.set_inheritable(user, True)
      options = "fd=%d,rootmode=40000,user_id=0,group_id=0" % user
      check(libc.mount(b"hung", sys.argv[1].encode(), b"fuse", 0, options.encode()))
      os.execvp(sys.argv[2], sys.argv[2:])
      """;

  private HungFileSystem() {}

  /** Starts the program with a file system at a folder that does not answer. */
  static Exavip start(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("python3", "-c", MOUNT, folder.toString()));
    command.addAll(Subject.command(arguments.toArray(String[]::new)));
    return Exavip.start(Map.of(), command);
  }
}
