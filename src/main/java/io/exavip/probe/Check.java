package io.exavip.probe;

/** What the user wants checked; {@link ProbeFactory} makes a probe of it. */
public sealed interface Check permits HttpCheck, TcpCheck, CommandCheck {
  /**
   * What is checked, for people: a URL, an address, a command.
   *
   * @return the target
   */
  String target();
}
