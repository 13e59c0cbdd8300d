package io.exavip.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the rules ask of the machine. */
public interface Host {
  /**
   * An address and its network.
   *
   * @param address the address
   * @param prefixLength the length of its network
   */
  record Address(InetAddress address, int prefixLength) {}

  /**
   * A network interface.
   *
   * @param name its name
   * @param up whether it is up
   * @param loopback whether it is the loopback device
   * @param addresses its addresses
   */
  record Interface(String name, boolean up, boolean loopback, List<Address> addresses) {}

  /**
   * Owner and mode of a file, symbolic links followed.
   *
   * @param mode the mode with its type bits, as stat(2) has it
   * @param uid the owner
   * @param gid the group
   */
  record Status(int mode, int uid, int gid) {
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int EXECUTABLE = 0111;

    /**
     * Whether it is a folder.
     *
     * @return true if it is
     */
    public boolean isFolder() {
      return (mode & TYPE) == FOLDER;
    }

    /**
     * Whether it is a file that somebody may execute.
     *
     * @return true if it is
     */
    public boolean isProgram() {
      return !isFolder() && (mode & EXECUTABLE) != 0;
    }
  }

  /**
   * The network interfaces.
   *
   * @return all, also those that are down
   */
  List<Interface> interfaces();

  /**
   * Owner and mode of a file.
   *
   * @param file an absolute path
   * @return the status; empty if there is no such file
   */
  Optional<Status> status(Path file);

  /**
   * The file behind symbolic links.
   *
   * @param file an absolute path
   * @return the real path; the path itself if there is no such file
   */
  Path real(Path file);

  /**
   * Reads a text file.
   *
   * @param file an absolute path
   * @return its text; empty if it cannot be read
   */
  Optional<String> text(Path file);

  /**
   * The files of a folder.
   *
   * @param folder an absolute path
   * @return the paths, sorted; none if there is no such folder
   */
  List<Path> files(Path folder);

  /**
   * The environment.
   *
   * @return variables and their values
   */
  Map<String, String> environment();

  /**
   * How a command ended.
   *
   * @param exitCode its exit code
   * @param output what it printed, stdout and stderr together
   */
  record Outcome(int exitCode, String output) {}

  /**
   * Runs a command, for 60 s at most.
   *
   * @param command program and arguments
   * @param variables what is put into its environment, beside this program's own
   * @return how it ended; empty if it cannot be started or takes longer
   */
  Optional<Outcome> run(List<String> command, Map<String, String> variables);

  /**
   * Opens a TCP connection and closes it, within 2 s.
   *
   * @param from the local address
   * @param to address and port
   * @return what went wrong; empty if nothing did
   */
  Optional<String> connectProblem(InetAddress from, InetSocketAddress to);
}
