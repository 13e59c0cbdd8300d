package io.exavip.probe;

import io.exavip.fatal.OutOfMemory;
import io.exavip.probe.tripwire.KeptHttpConnection;
import io.exavip.probe.tripwire.Tripwire;
import io.exavip.probe.tripwire.VertxInside;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One HTTP request and its answer. All but the start and the end runs on one event loop.
 *
 * <p>The REST client cannot take back a request whose connection is still being made, so the
 * connection is closed here: as soon as there is one and the outcome is known.
 */
final class HttpExchange implements AddressRace.Attempt<ProbeResult> {
  private final HttpCheck check;
  private final InetAddress address;
  private final BodyJudge judge;
  private final Optional<Tripwire> tripwire;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final long startedAt = System.nanoTime();
  private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
  private final ReadBody body;
  private volatile HttpConnection connection;
  private volatile KeptHttpConnection kept;
  private int status;
  private boolean judged;
  private BodyText text = BodyText.UTF_8;

  /**
   * Makes an exchange that has not begun.
   *
   * @param check what is asked, and the answer wanted
   * @param address where
   * @param tripwire takes the connection afterwards; empty: it is closed
   * @param judge judges bodies
   */
  HttpExchange(HttpCheck check, InetAddress address, Optional<Tripwire> tripwire, BodyJudge judge) {
    this.check = check;
    this.address = address;
    this.judge = judge;
    this.body = new ReadBody(!check.body().isEmpty());
    this.tripwire = tripwire.filter(wire -> !namesConnection(check));
    result.whenComplete((outcome, error) -> release(error == null && outcome.healthy()));
  }

  @Override
  public CompletableFuture<Void> connected() {
    return connected;
  }

  @Override
  public CompletableFuture<ProbeResult> result() {
    return result;
  }

  void follow(Multi<byte[]> answer) {
    answer.subscribe().with(this::onBody, this::onFailure, this::onEnd);
  }

  void setHeaders(MultivaluedMap<String, Object> headers) {
    headers.putSingle("Host", check.host()); // the URL in hand may have an address in its place
    check.headers().forEach(header -> headers.remove(header.getKey()));
    check.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
  }

  /** There is a connection, and the request is about to be written. */
  void onRequest(HttpClientRequest request) {
    connection = request.connection();
    if (SelfConnection.is(VertxInside.channel(connection))) {
      fail(FailureReason.REFUSED);
    } else {
      connected.complete(null);
    }
    if (result.isDone()) {
      release(false);
      return;
    }
    CloseNotify.heed(connection);
    AnswerReader.on(connection, this::fail);
    kept = tripwire.flatMap(wire -> KeptHttpConnection.on(connection, wire)).orElse(null);
    request.response().onSuccess(this::onHead);
  }

  private void onHead(HttpClientResponse response) {
    response.exceptionHandler(this::onFailure); // until the REST client sets its own
    status = response.statusCode();
    text = BodyText.of(response.headers());
    // Whatever the type says, the body is handed over as bytes: no event streams, no JSON lines.
    response.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    boolean retryAfter = response.headers().contains(HttpHeaders.RETRY_AFTER);
    HttpVerdict.statusFault(check, status, retryAfter).ifPresent(result::complete);
    if (!result.isDone() && status / 100 != 2) {
      // The REST client hands over the body of a 2xx alone.
      response.handler(piece -> onBody(piece.getBytes()));
      response.endHandler(end -> onEnd());
    }
  }

  private void onBody(byte[] piece) {
    if (judged || result.isDone()) {
      return;
    }
    body.add(piece);
    if (body.isCut()) {
      onEnd(); // whatever comes of the rest
    }
  }

  private void onEnd() {
    if (judged || result.isDone()) {
      return;
    }
    judged = true;
    if (check.body().isEmpty()) {
      succeed();
      return;
    }
    byte[] bytes = body.take();
    judge.execute(() -> judge(bytes), this::onNoJudge);
  }

  /** On a thread of its own: a rule may take longer than an event loop can be spared. */
  private void judge(byte[] bytes) {
    if (result.isDone()) {
      return; // nobody waits any more
    }
    try {
      text.fault()
          .or(() -> HttpVerdict.bodyFault(check, text.decode(bytes), body.isCut()))
          .ifPresentOrElse(this::fail, this::succeed);
    } catch (RuntimeException | StackOverflowError e) {
      fail("cannot judge the body: " + FailureReason.of(e));
    }
  }

  /** The app has answered, but nobody could read it: that is not its fault. */
  private void onNoJudge(Throwable error) {
    OutOfMemory.endAt(error);
    result.complete(Shortage.outcome(error));
  }

  private void succeed() {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    result.complete(ProbeResult.success("HTTP " + status + " in " + millis + " ms"));
  }

  private void onFailure(Throwable error) {
    if (judged) {
      return; // such as the end of a body that is longer than what is read
    }
    if (error instanceof WebApplicationException) {
      return; // the REST client's word for an answer that is not a 2xx; its body decides
    }
    ProbeResult outcome = Shortage.outcome(error, address);
    if (FailureReason.isOfTls(outcome.reason())) {
      connected.complete(null); // there was a server, and that is its answer
    }
    result.complete(outcome);
  }

  private void fail(String reason) {
    result.complete(ProbeResult.failure(reason));
  }

  private void release(boolean healthy) {
    body.drop();
    HttpConnection open = connection;
    KeptHttpConnection keep = kept;
    if (healthy && keep != null && keep.isIdle()) {
      tripwire.orElseThrow().hold(keep);
      return;
    }
    if (keep != null) {
      keep.close();
    }
    if (open != null) {
      open.close();
    }
  }

  /** Whether the user says by a header of his own what becomes of the connection. */
  private static boolean namesConnection(HttpCheck check) {
    return check.headers().stream()
        .anyMatch(header -> header.getKey().equalsIgnoreCase("connection"));
  }
}
