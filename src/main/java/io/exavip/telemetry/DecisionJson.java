package io.exavip.telemetry;

import io.exavip.monitor.ServiceEvent;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.Locale;

/**
 * Writes an event as one JSON object. The keys are stable: time, service, event, state, verdict,
 * reason, count, needed, changed, commands.
 */
public final class DecisionJson {
  private static final JsonProvider JSON = JsonProvider.provider();

  private DecisionJson() {}

  /**
   * The object.
   *
   * @param time when it happened, ISO 8601 with offset
   * @param event the event
   * @return one line
   */
  public static String of(String time, ServiceEvent event) {
    JsonArrayBuilder commands = JSON.createArrayBuilder();
    DecisionText.commands(event).forEach(commands::add);
    JsonObjectBuilder object =
        JSON.createObjectBuilder()
            .add("time", time)
            .add("service", event.service())
            .add("event", event.kind().name().toLowerCase(Locale.ROOT))
            .add("state", event.after().phase().name());
    event
        .after()
        .verdict()
        .ifPresentOrElse(v -> object.add("verdict", v.name()), () -> object.addNull("verdict"));
    return object
        .add("reason", DecisionText.reason(event.reason()))
        .add("count", event.after().streak())
        .add("needed", event.needed())
        .add("changed", event.isChange())
        .add("commands", commands)
        .build()
        .toString();
  }
}
