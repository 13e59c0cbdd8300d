package io.exavip.it.fabric;

/** The signals that the tests send. */
public enum Signal {
  /** Asks a program to end. */
  TERM,
  /** Ends a program without asking. */
  KILL,
  /** Has many servers take new settings or new workers. */
  HUP,
  /** Freezes a program. */
  STOP,
  /** Lets a frozen program go on. */
  CONT,
  /** ExaBGP: reload the configuration. */
  USR1,
  /** ExaBGP: reload the configuration and restart the helpers. */
  USR2;

  /**
   * Sends this signal to one process; a process that is gone already is no error.
   *
   * @param pid the process
   */
  public void send(long pid) {
    Exec.attempt("kill", "-" + name(), Long.toString(pid));
  }
}
