package io.exavip.exabgp.install;

import io.exavip.config.ConfigException;
import io.exavip.exabgp.conf.Conf;
import io.exavip.exabgp.conf.Stamp;
import io.exavip.host.Host;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a configuration in its place: whole or not at all, and never over somebody's own work. */
public final class ConfPlace {
  /** Where Debian's unit has ExaBGP read it. */
  public static final Path PLACE = Path.of("/etc/exabgp/exabgp.conf");

  private static final String OPTION = "--install: ";
  private static final String GROUP = "exabgp";
  private static final Set<PosixFilePermission> FOR_THE_GROUP =
      PosixFilePermissions.fromString("rw-r-----");
  private static final Set<PosixFilePermission> FOR_ALL =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> FOR_THE_OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOR_OTHERS =
      PosixFilePermissions.fromString("------rwx");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path place;
  private final boolean force;
  private final ExaBgpInstallation exaBgp;
  private final List<String> report = new ArrayList<>();

  /**
   * Makes an installation.
   *
   * @param place the file to write; a link is followed
   * @param force whether a file that was edited by hand is replaced, too
   * @param host where ExaBGP is looked for
   */
  public ConfPlace(Path place, boolean force, Host host) {
    this.place = place.toAbsolutePath();
    this.force = force;
    this.exaBgp = new ExaBgpInstallation(host);
  }

  /**
   * Tests and writes the configuration, and keeps the file that was there beside it.
   *
   * @param conf the configuration
   * @return lines that say what was done and what to do next
   * @throws ConfigException if nothing was written, saying why
   */
  public List<String> install(Conf conf) {
    try {
      Path target = Files.exists(place) ? place.toRealPath() : place;
      if (!Files.isDirectory(target.getParent())) {
        throw new ConfigException(
            OPTION + target.getParent() + " is not there; needed: ExaBGP (apt install exabgp)");
      }
      Optional<String> old = old(target);
      if (old.equals(Optional.of(conf.text()))) {
        return List.of(place + " says the same already; nothing was written");
      }
      if (old.isPresent() && !Stamp.isWhole(old.get()) && !force) {
        throw new ConfigException(
            OPTION
                + "'"
                + place
                + "' was written or edited by hand, nothing was written; allowed: --force, which"
                + " keeps it under another name");
      }
      write(conf, target, old.isPresent());
    } catch (AccessDeniedException e) {
      throw new ConfigException(
          OPTION + "no right to change " + e.getFile() + "; needed: root (sudo exavip conf ...)");
    } catch (FileSystemException e) {
      throw new ConfigException(OPTION + e.getMessage() + "; nothing was written");
    } catch (IOException e) {
      throw new ConfigException(OPTION + e);
    }
    report.add("next: systemctl restart exabgp, then: exavip doctor");
    return List.copyOf(report);
  }

  private void write(Conf conf, Path target, boolean replaces) throws IOException {
    Path fresh =
        Files.createTempFile(
            target.getParent(),
            "." + target.getFileName() + ".",
            ".new",
            PosixFilePermissions.asFileAttribute(FOR_THE_OWNER));
    try {
      fill(fresh, conf.text());
      test(fresh);
      if (replaces) {
        likeTheOld(fresh, target, conf.secret());
        report.add("kept: " + keep(target));
      } else {
        forExaBgp(fresh, conf.secret());
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      report.add("written: " + place);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Optional<String> old(Path target) throws IOException {
    return Files.exists(target)
        ? Optional.of(Files.readString(target, StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  /** On the disk before its name is: after a power cut there is the old file or the new one. */
  private static void fill(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void test(Path file) {
    Optional<Path> program = exaBgp.programOnPath();
    if (program.isEmpty()) {
      report.add("not tested: no exabgp on the PATH (apt install exabgp)");
      return;
    }
    exaBgp
        .refusal(program.get(), file)
        .ifPresent(
            refusal -> {
              throw new ConfigException(
                  OPTION + "ExaBGP refuses it, nothing was written: " + refusal.reason());
            });
    report.add("tested: ExaBGP takes it");
  }

  private void likeTheOld(Path fresh, Path target, boolean secret) throws IOException {
    PosixFileAttributes old = Files.readAttributes(target, PosixFileAttributes.class);
    PosixFileAttributeView view = view(fresh);
    view.setGroup(old.group());
    view.setOwner(old.owner());
    Set<PosixFilePermission> permissions = EnumSet.copyOf(old.permissions());
    if (secret && permissions.remove(PosixFilePermission.OTHERS_READ)) {
      report.add("not readable for all any more: it holds a password");
    }
    view.setPermissions(permissions);
  }

  private void forExaBgp(Path fresh, boolean secret) throws IOException {
    Optional<GroupPrincipal> group = group(fresh);
    PosixFileAttributeView view = view(fresh);
    if (group.isPresent()) {
      view.setGroup(group.get());
      view.setPermissions(FOR_THE_GROUP);
    } else if (secret) {
      report.add("readable for its owner alone: there is no group " + GROUP);
    } else {
      view.setPermissions(FOR_ALL);
    }
  }

  private static Optional<GroupPrincipal> group(Path file) {
    try {
      return Optional.of(
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(GROUP));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(
        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Like the old file, but never for all to read: it may hold a password that still is in use. */
  private static Path keep(Path target) throws IOException {
    String name = target.getFileName() + "." + TIME.format(Instant.now());
    Path kept = target.resolveSibling(name + "~");
    for (int i = 2; Files.exists(kept); i++) {
      kept = target.resolveSibling(name + "-" + i + "~");
    }
    PosixFileAttributes old = Files.readAttributes(target, PosixFileAttributes.class);
    Set<PosixFilePermission> permissions = EnumSet.copyOf(old.permissions());
    permissions.removeAll(FOR_OTHERS);
    // Nobody sees it before it has its owner and its rights.
    Files.createFile(kept, PosixFilePermissions.asFileAttribute(FOR_THE_OWNER));
    Files.write(kept, Files.readAllBytes(target));
    PosixFileAttributeView view = view(kept);
    view.setGroup(old.group());
    view.setOwner(old.owner());
    view.setPermissions(permissions);
    view.setTimes(old.lastModifiedTime(), null, null);
    return kept;
  }
}
