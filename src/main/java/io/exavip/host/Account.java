package io.exavip.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user of this host, and what the mode bits of files let it do.
 *
 * @param name the name
 * @param uid the number
 * @param gids the numbers of its groups
 */
public record Account(String name, int uid, Set<Integer> gids) {
  private static final int READ = 4;
  private static final int EXECUTE = 1;

  /**
   * Looks a user up in /etc/passwd and /etc/group.
   *
   * @param name the user's
   * @param host the host
   * @return the account; empty if there is none
   */
  public static Optional<Account> named(String name, Host host) {
    return entries(host, "/etc/passwd").stream()
        .filter(fields -> fields.length > 3 && fields[0].equals(name))
        .findFirst()
        .map(
            fields -> {
              Set<Integer> gids = new HashSet<>(Set.of(Integer.parseInt(fields[3])));
              entries(host, "/etc/group").stream()
                  .filter(group -> group.length > 3)
                  .filter(group -> List.of(group[3].split(",")).contains(name))
                  .forEach(group -> gids.add(Integer.parseInt(group[2])));
              return new Account(name, Integer.parseInt(fields[2]), gids);
            });
  }

  /**
   * The first file or folder on the way to a file that it may not read or enter.
   *
   * @param file the file
   * @param host the host
   * @return that one; empty if it may read the file
   */
  public Optional<Path> unreadable(Path file, Host host) {
    return barred(file, READ, host);
  }

  /**
   * The first file or folder on the way to a program that it may not run or enter.
   *
   * @param file the program
   * @param host the host
   * @return that one; empty if it may run the program
   */
  public Optional<Path> notExecutable(Path file, Host host) {
    return barred(file, EXECUTE, host);
  }

  private Optional<Path> barred(Path file, int access, Host host) {
    Path real = host.real(file);
    for (Path way : real.equals(file) ? List.of(file) : List.of(file, real)) {
      for (Path folder = way.getParent(); folder != null; folder = folder.getParent()) {
        if (!may(folder, EXECUTE, host)) {
          return Optional.of(folder);
        }
      }
    }
    return may(real, access, host) ? Optional.empty() : Optional.of(real);
  }

  private boolean may(Path file, int access, Host host) {
    Optional<Host.Status> status = host.status(file);
    if (status.isEmpty()) {
      return true; // that it is missing is for others to say
    }
    int mode = status.get().mode();
    if (uid == 0) {
      return access == READ || (mode & 0111) != 0;
    }
    int shift = uid == status.get().uid() ? 6 : gids.contains(status.get().gid()) ? 3 : 0;
    return (mode >> shift & access) == access;
  }

  private static List<String[]> entries(Host host, String file) {
    return Arrays.stream(host.text(Path.of(file)).orElse("").split("\n"))
        .map(line -> line.split(":", -1))
        .toList();
  }
}
