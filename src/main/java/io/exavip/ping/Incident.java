package io.exavip.ping;

/** Something else than the same server answering every probe. */
public sealed interface Incident permits Interruption, Alternation {
  /**
   * When it began.
   *
   * @return the last answer before
   */
  Moment from();

  /**
   * When it was over.
   *
   * @return the first answer after it
   */
  Moment to();
}
