package io.exavip.probe;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Says in a user's words why an answer cannot be read. */
final class AnswerFault {
  private static final int KIB = 1024;

  private AnswerFault() {}

  /**
   * The reason.
   *
   * @param cause what the reader of the answer ended with
   * @param hasHead whether status and headers were read
   * @param start how the answer begins
   * @return a few words on one line
   */
  static String of(Throwable cause, boolean hasHead, AnswerStart start) {
    if (cause instanceof PrematureChannelClosureException) {
      return FailureReason.CLOSED + " before the answer was complete";
    }
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    if (hasHead) {
      return cause instanceof TooLongHttpHeaderException
          ? "the trailers are longer than " + AnswerReader.MAX_HEADERS / KIB + " KiB"
          : "the body has a broken chunk";
    }
    if (start.isForeign()) {
      return start.notHttp();
    }
    if (cause instanceof TooLongHttpLineException) {
      return "the status line is longer than " + AnswerReader.MAX_LINE / KIB + " KiB";
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return "the headers are longer than " + AnswerReader.MAX_HEADERS / KIB + " KiB";
    }
    if (message.contains("Content-Length")) {
      return "the headers have no one valid Content-Length";
    }
    return message.contains("colon") ? "a header has no colon" : start.notHttp();
  }
}
