package io.exavip.ping;

import io.exavip.time.ThreadTimeline;
import io.vertx.core.Vertx;
import java.time.ZoneId;

/** Probes a URL at a fixed rate, prints who answers, and reports. */
public final class Ping implements AutoCloseable {
  private final PingPlan plan;
  private final FailoverLog log = new FailoverLog();
  private final ThreadTimeline timeline = new ThreadTimeline("exavip-ping", e -> {});
  private final HttpPing http;
  private final PingRun run;

  /**
   * Prepares a ping.
   *
   * @param vertx runs the sockets
   * @param plan what to probe, and when
   * @param output where and how to print
   * @param onOver told when all is printed, and when nobody reads the output any more
   */
  public Ping(Vertx vertx, PingPlan plan, PingOutput output, Runnable onOver) {
    this.plan = plan;
    this.http = new HttpPing(vertx, plan);
    this.run = new PingRun(timeline, plan, http::send, new PingPrinter(plan, output, log, onOver));
  }

  /** Has the first probe started as soon as the name is resolved. */
  public void start() {
    timeline.execute(http::prepare);
    run.start();
  }

  /**
   * Ends the run, if it has not ended by itself, and prints the report.
   *
   * @param millis how long printing may take, in milliseconds
   * @return false if it took longer, since nobody reads the output
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean stop(long millis) throws InterruptedException {
    return run.stop(millis);
  }

  /**
   * Whether there was an answer up to now.
   *
   * @return true from the first answer on
   */
  public boolean hasAnswers() {
    synchronized (log) {
      return log.hasAnswers();
    }
  }

  /**
   * A picture of what has happened up to now.
   *
   * @return SVG
   */
  public String picture() {
    synchronized (log) {
      return FailoverPicture.draw(plan, log.report(), ZoneId.systemDefault());
    }
  }

  @Override
  public void close() {
    timeline.close();
    http.close();
  }
}
