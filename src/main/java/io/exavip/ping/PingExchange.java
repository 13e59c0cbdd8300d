package io.exavip.ping;

import io.exavip.probe.AddressRace;
import io.exavip.probe.FailureReason;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One request and its answer. Runs on one event loop, and never waits. */
final class PingExchange implements AddressRace.Attempt<Reply> {
  /** The most of a body that is looked at for the name of the server. */
  private static final int NAME_BYTES = 1024;

  /** The most of a body that is read; what is longer counts as answered here. */
  private static final int MAX_BODY = 64 * 1024;

  private final Vertx vertx;
  private final Moment start;
  private final Duration timeout;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final Buffer head = Buffer.buffer();
  private HttpClientRequest request;
  private long timer;
  private int status;
  private long size;

  PingExchange(Vertx vertx, Context eventLoop, Moment start, Duration timeout) {
    this.vertx = vertx;
    this.start = start;
    this.timeout = timeout;
    reply.whenComplete(
        (outcome, error) -> {
          if (reply.isCancelled()) {
            eventLoop.runOnContext(given -> release()); // another address was faster
          }
        });
  }

  @Override
  public CompletableFuture<Void> connected() {
    return connected;
  }

  @Override
  public CompletableFuture<Reply> result() {
    return reply;
  }

  /** Sends the request; to be called on the event loop. */
  void start(HttpClient client, RequestOptions options) {
    long millis = Math.max(1, timeout.toMillis() - tookNanos() / 1_000_000);
    // On the same event loop: what has come in already is read before the timer goes off.
    timer = vertx.setTimer(millis, id -> lost("timeout"));
    try {
      client.request(options).onSuccess(this::onConnection).onFailure(this::onFailure);
    } catch (RuntimeException e) {
      onFailure(e);
    }
  }

  private void onConnection(HttpClientRequest ready) {
    request = ready;
    request.exceptionHandler(this::onFailure); // else the end of a late one is logged as an error
    if (reply.isDone()) {
      release();
      return;
    }
    connected.complete(null);
    request.response().onSuccess(this::onHead).onFailure(this::onFailure);
    request.end();
  }

  private void onHead(HttpClientResponse response) {
    status = response.statusCode();
    response.exceptionHandler(this::onFailure);
    response.handler(this::onBody);
    response.endHandler(end -> onEnd());
  }

  private void onBody(Buffer piece) {
    int room = NAME_BYTES - head.length();
    if (room > 0) {
      head.appendBuffer(piece, 0, Math.min(room, piece.length()));
    }
    size += piece.length();
    if (size > MAX_BODY) {
      onEnd();
    }
  }

  private void onEnd() {
    if (status / 100 == 2) {
      complete(Reply.answer(AnsweringServer.in(head.getBytes()), status, start, tookNanos()));
    } else {
      lost("HTTP " + status);
    }
  }

  private void onFailure(Throwable error) {
    String local = localReason(error);
    if (local != null) {
      connected.complete(null); // no other address is of any use
      complete(Reply.notSent(local, start, 1));
    } else {
      String reason = FailureReason.of(error);
      if (FailureReason.isOfTls(reason)) {
        connected.complete(null); // there was a server, and that is its answer
      }
      lost(reason);
    }
  }

  /** Why this side could not even try; null if it could. */
  private static String localReason(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Too many open files")) {
        return "too many open files";
      }
      if (message.contains("Cannot assign requested address")) {
        return "no local port is free";
      }
    }
    return null;
  }

  private void lost(String reason) {
    complete(Reply.lost(reason, status, start, tookNanos()));
  }

  private void complete(Reply outcome) {
    if (reply.complete(outcome)) {
      release();
    }
  }

  private void release() {
    vertx.cancelTimer(timer);
    if (request != null) {
      request.connection().close();
    }
  }

  private long tookNanos() {
    return System.nanoTime() - start.nanos();
  }
}
