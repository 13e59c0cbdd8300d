package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Setting;
import java.util.List;
import java.util.Optional;

/** A file with a password is not for everybody. */
final class SecrecyRules implements Rule {
  private static final int WORLD_READABLE = 0004;

  @Override
  public List<Finding> check(Subject subject) {
    boolean open =
        subject
            .host()
            .status(subject.own().file().toAbsolutePath())
            .filter(status -> (status.mode() & WORLD_READABLE) != 0)
            .isPresent();
    Optional<Setting> password =
        subject.neighbors().stream()
            .map((Neighbor neighbor) -> neighbor.setting("md5-password"))
            .flatMap(Optional::stream)
            .findFirst();
    if (!open || password.isEmpty()) {
      return List.of();
    }
    String user = subject.installation().user().value();
    return List.of(
        Finding.warning(
            "md5-password",
            subject.at(password.get().line()),
            "the file holds a password and everybody may read it",
            "chown root:"
                + user
                + " "
                + subject.own().file()
                + " && chmod 0640 "
                + subject.own().file()));
  }
}
