package io.exavip.monitor;

/**
 * What a look at a path has found.
 *
 * @param kind what is there
 * @param reason why nothing can be known, for people; empty where something is known
 */
public record FileLook(Kind kind, String reason) {
  /** What is there. */
  public enum Kind {
    /** Nothing. */
    ABSENT,
    /** A file of any kind but a directory. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** Something or nothing: the look was not allowed, failed, or has no answer yet. */
    UNKNOWN
  }

  static FileLook of(Kind kind) {
    return new FileLook(kind, "");
  }

  static FileLook unknown(String reason) {
    return new FileLook(Kind.UNKNOWN, reason);
  }

  boolean isKnown() {
    return kind != Kind.UNKNOWN;
  }

  /** Whether something is there. */
  boolean isPresent() {
    return kind == Kind.FILE || kind == Kind.DIRECTORY;
  }
}
