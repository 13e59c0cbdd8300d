package io.exavip.probe;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP request and its answer. All but the start and the end runs on one event loop.
 *
 * <p>The REST client cannot take back a request whose connection is still being made, so the
 * connection is closed here: as soon as there is one and the outcome is known.
 */
final class HttpExchange {
  /** The most of a body that is read. */
  static final int MAX_BODY = 64 * 1024;

  private final HttpCheck check;
  private final long startedAt = System.nanoTime();
  private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile HttpConnection connection;
  private int status;
  private boolean hasLength;

  HttpExchange(HttpCheck check) {
    this.check = check;
    result.whenComplete((outcome, error) -> release());
  }

  CompletableFuture<ProbeResult> result() {
    return result;
  }

  void follow(Multi<byte[]> answer) {
    answer.subscribe().with(this::onBody, this::onFailure, this::onEnd);
  }

  /** There is a connection, and the request is about to be written. */
  void onRequest(HttpClientRequest request) {
    connection = request.connection();
    if (result.isDone()) {
      release();
      return;
    }
    for (Map.Entry<String, String> header : check.headers()) {
      request.headers().add(header.getKey(), header.getValue());
    }
    request.response().onSuccess(this::onHead);
  }

  private void onHead(HttpClientResponse response) {
    status = response.statusCode();
    hasLength = response.headers().contains(HttpHeaders.CONTENT_LENGTH);
    // Whatever the type says, the body is handed over as bytes: no event streams, no JSON lines.
    response.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    HttpVerdict.statusFault(check, status).ifPresent(this::fail);
  }

  private void onBody(byte[] piece) {
    body.write(piece, 0, Math.min(piece.length, MAX_BODY + 1 - body.size()));
    if (body.size() <= MAX_BODY) {
      return;
    }
    if (hasLength) {
      onEnd();
    } else {
      fail("endless body: over 64 KiB and no Content-Length");
    }
  }

  private void onEnd() {
    Optional<String> fault = HttpVerdict.bodyFault(check, body.toString(StandardCharsets.UTF_8));
    if (fault.isPresent()) {
      fail(fault.get());
    } else {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
      result.complete(ProbeResult.success("HTTP " + status + " in " + millis + " ms"));
    }
  }

  private void onFailure(Throwable error) {
    fail(FailureReason.of(error));
  }

  private void fail(String reason) {
    result.complete(ProbeResult.failure(reason));
  }

  private void release() {
    HttpConnection open = connection;
    if (open != null) {
      open.close();
    }
  }
}
