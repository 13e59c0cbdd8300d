package io.exavip.cli;

import io.exavip.config.ConfigLoader;
import io.exavip.config.Key;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.Settings;
import io.exavip.demo.Demo;
import io.exavip.monitor.ServiceSpec;
import io.exavip.telemetry.DecisionPrinter;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code exavip demo}: the main job on an embedded web app. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Watches a tiny web app inside the process, makes it fail in three ways, and shows what ExaBGP"
            + " would be told. Needs neither root nor ExaBGP and ends by itself.",
    footer = {"%nExample:", "  exavip demo"})
final class DemoCommand implements Callable<Integer> {
  private final Vertx vertx;

  DemoCommand(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Integer call() throws InterruptedException {
    DecisionPrinter printer = new DecisionPrinter(System.out, false, false, () -> {});
    return new Demo(vertx, System.out, printer).run(DemoCommand::service) ? 0 : 1;
  }

  private static ServiceSpec service(String url) {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("ip", "10.1.0.5/32");
    set.put("url", url);
    set.put("interval", "500ms");
    set.put("fast-interval", "100ms");
    set.put("timeout", "500ms");
    Map<Key, List<Raw>> values = new LinkedHashMap<>();
    set.forEach(
        (name, value) ->
            values.put(Key.named(name).orElseThrow(), List.of(new Raw(value, "demo: " + name))));
    return new ConfigLoader(Map.of())
        .ofOptions("webapp", new Settings(values), ProcessSettings.NONE)
        .services()
        .get(0);
  }
}
