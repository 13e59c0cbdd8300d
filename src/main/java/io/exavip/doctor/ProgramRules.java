package io.exavip.doctor;

import io.exavip.exabgp.conf.ProcessSection;
import io.exavip.exabgp.conf.Where;
import io.exavip.host.Account;
import io.exavip.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** ExaBGP can and will run the programs of the {@code process} sections on this host. */
final class ProgramRules implements Rule {
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;

  @Override
  public List<Finding> check(Subject subject) {
    return subject.conf().processes().stream()
        .flatMap(section -> program(subject, section).stream())
        .toList();
  }

  private static Optional<Finding> program(Subject subject, ProcessSection section) {
    if (section.command().isEmpty()) {
      return Optional.empty();
    }
    String word = section.command().get(0);
    Where where = subject.at(section.runLine());
    if (!word.startsWith("/")) {
      return Optional.of(
          Finding.warning(
              "run",
              where,
              "'"
                  + word
                  + "' is no absolute path: ExaBGP takes it from /etc/exabgp, or from its"
                  + " own PATH",
              "write the whole path: run /usr/bin/" + word + " ...;"));
    }
    Path file = Path.of(word);
    Optional<Host.Status> status = subject.host().status(file);
    if (status.isEmpty()) {
      return Optional.of(
          Finding.error(
              "run",
              where,
              word + " is not on this host: ExaBGP refuses the file",
              "install it, or write its path"));
    }
    int mode = status.get().mode();
    if (status.get().isFolder()) {
      return Optional.of(
          Finding.error("run", where, word + " is a folder: ExaBGP refuses it", "name a program"));
    }
    if ((mode & (SETUID | SETGID)) != 0) {
      return Optional.of(
          Finding.error(
              "run",
              where,
              word + " is setuid or setgid: ExaBGP refuses to run it",
              "chmod ug-s " + word));
    }
    return forUser(subject, file, where);
  }

  private static Optional<Finding> forUser(Subject subject, Path file, Where where) {
    String user = subject.installation().user().value();
    Optional<Account> account = Account.named(user, subject.host());
    Optional<Path> notExecutable =
        account.flatMap(known -> known.notExecutable(file, subject.host()));
    Optional<Path> unreadable = account.flatMap(known -> known.unreadable(file, subject.host()));
    String what = "ExaBGP runs " + file + " as user " + user + ", who may not ";
    if (notExecutable.isPresent()) {
      Path barrier = notExecutable.get();
      return Optional.of(
          Finding.error("run", where, what + "execute " + barrier, "chmod o+x " + barrier));
    }
    return unreadable.map(
        barrier ->
            Finding.error(
                "run",
                where,
                what + "read " + barrier + ": ExaBGP 5 refuses it",
                "chmod o+r " + barrier));
  }
}
