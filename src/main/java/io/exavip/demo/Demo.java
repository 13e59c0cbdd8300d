package io.exavip.demo;

import io.exavip.health.Phase;
import io.exavip.monitor.Engine;
import io.exavip.monitor.ServiceEvent;
import io.exavip.monitor.ServiceListener;
import io.exavip.monitor.ServiceSpec;
import io.exavip.webapp.WebApp;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Watches a web app inside the process, makes it fail in three ways, and sums up. */
public final class Demo {
  private static final long LIMIT_SECONDS = 25;

  /** What happens to the app, and the state that shows that it was noticed. */
  private record Step(String title, WebApp.Mode mode, Phase noticed) {}

  private static final List<Step> SCRIPT =
      List.of(
          new Step("the web app starts", WebApp.Mode.HEALTHY, Phase.UP),
          new Step("the web app answers 500", WebApp.Mode.ERROR, Phase.DOWN),
          new Step("the web app recovers", WebApp.Mode.HEALTHY, Phase.UP),
          new Step("the web app hangs", WebApp.Mode.HANGING, Phase.DOWN),
          new Step("the web app recovers", WebApp.Mode.HEALTHY, Phase.UP),
          new Step("the web app crashes", WebApp.Mode.CRASHED, Phase.DOWN),
          new Step("the web app is started again", WebApp.Mode.HEALTHY, Phase.UP));

  private final PrintStream out;
  private final ServiceListener printer;
  private final Vertx vertx;
  private final WebApp app;
  private final Deque<Step> ahead = new ArrayDeque<>(SCRIPT);
  private final List<String> summary = new ArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private Step step;
  private long since;

  /**
   * Prepares the demo.
   *
   * @param vertx runs app and probes
   * @param out where the steps and the summary are printed
   * @param printer prints the decisions between them
   */
  public Demo(Vertx vertx, PrintStream out, ServiceListener printer) {
    this.vertx = vertx;
    this.out = out;
    this.printer = printer;
    this.app = new WebApp(vertx, "PRI");
  }

  /**
   * Runs the demo to its end.
   *
   * @param service describes the service that watches the app, given the app's URL
   * @return whether every step was noticed in time
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean run(Function<String, ServiceSpec> service) throws InterruptedException {
    next();
    List<ServiceSpec> services = List.of(service.apply(app.url()));
    try (Engine engine = new Engine(services, vertx, routes -> {}, this::onEvent)) {
      engine.start();
      boolean complete = done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
      out.println();
      out.println(complete ? "How long each took to be noticed:" : "Not noticed in time:");
      summary.forEach(out::println);
      return complete;
    }
  }

  private void onEvent(ServiceEvent event) {
    printer.onEvent(event);
    if (step != null && event.after().phase() == step.noticed() && event.isChange()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
      String commands = event.changes().get(0).announced() ? "announced" : "withdrawn";
      summary.add(String.format("  %-30s %6d ms until %s", step.title(), millis, commands));
      next();
    }
  }

  private void next() {
    step = Optional.ofNullable(ahead.poll()).orElse(null);
    if (step == null) {
      done.countDown();
      return;
    }
    out.println("# " + step.title());
    since = System.nanoTime();
    app.become(step.mode());
  }
}
