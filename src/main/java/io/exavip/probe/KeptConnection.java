package io.exavip.probe;

/** A connection that is still open after its probe has succeeded. */
interface KeptConnection {
  /** Closes it; any thread, any number of times. */
  void close();
}
