package io.exavip.telemetry;

import io.exavip.config.Printable;
import io.exavip.exabgp.api.CommandText;
import io.exavip.exabgp.api.Dialect;
import io.exavip.monitor.ServiceEvent;
import io.exavip.route.Route;
import java.util.List;
import java.util.Locale;

/** Writes an event as one line for people. */
public final class DecisionText {
  /** Characters of a reason at most; of what is longer the length is said. */
  public static final int REASON_LENGTH = 512;

  private DecisionText() {}

  /**
   * A reason as it may be shown: it may hold anything that an app, a command or a peer sent.
   *
   * @param reason any text
   * @return one line without control characters
   */
  public static String reason(String reason) {
    return Printable.text(reason, REASON_LENGTH);
  }

  /**
   * The line without the time: service, state, why, count, commands.
   *
   * @param event the event
   * @return one line
   */
  public static String of(ServiceEvent event) {
    StringBuilder line = new StringBuilder(event.service());
    line.append(' ').append(event.after().phase()).append(": ").append(reason(event.reason()));
    if (event.needed() > 0 && event.kind() != ServiceEvent.Kind.CONTROL) {
      line.append(" (")
          .append(event.after().streak())
          .append('/')
          .append(event.needed())
          .append(')');
    }
    List<String> commands = commands(event);
    if (!commands.isEmpty()) {
      line.append(" -> ").append(String.join("; ", commands));
    }
    return line.toString();
  }

  /**
   * What ExaBGP took, as one line for people.
   *
   * @param service the name of the service
   * @param route the route, announced or withdrawn
   * @param nanos the nanoseconds from the decision until ExaBGP said so
   * @return one line
   */
  public static String taken(String service, Route route, long nanos) {
    return String.format(
        Locale.ROOT,
        "%s: ExaBGP took after %.1f ms: %s",
        service,
        nanos / 1e6,
        CommandText.of(route, Dialect.ACTION_FIRST));
  }

  /**
   * The commands that follow from an event, as ExaBGP 4.2 and 5.0 get them.
   *
   * @param event the event
   * @return the commands
   */
  public static List<String> commands(ServiceEvent event) {
    return event.changes().stream()
        .map(route -> CommandText.of(route, Dialect.ACTION_FIRST))
        .toList();
  }
}
