package io.exavip.telemetry;

import io.exavip.exabgp.CommandText;
import io.exavip.exabgp.Dialect;
import io.exavip.service.ServiceEvent;
import java.util.List;

/** Writes an event as one line for people. */
public final class DecisionText {
  private DecisionText() {}

  /**
   * The line without the time: service, state, why, count, commands.
   *
   * @param event the event
   * @return one line
   */
  public static String of(ServiceEvent event) {
    StringBuilder line = new StringBuilder(event.service());
    line.append(' ').append(event.after().state()).append(": ").append(event.reason());
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
