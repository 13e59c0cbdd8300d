package io.exavip.exabgp.conf;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads neighbors, with what they inherit. */
final class NeighborReader {
  private final List<Fault> faults;
  private final Map<String, Section> templates = new HashMap<>();
  private final Set<String> apiNames = new HashSet<>();

  NeighborReader(List<Fault> faults) {
    this.faults = faults;
  }

  void template(Section template) {
    template.sections("neighbor").forEach(section -> templates.put(section.argument(), section));
    template.sections("neighbor").forEach(this::check);
  }

  Neighbor read(Section section, List<Section> groups) {
    check(section);
    String peer = section.argument();
    if (IpLiteral.parse(peer).isEmpty() && !isRange(peer)) {
      faults.add(
          new Fault(
              section.line(),
              true,
              "neighbor '" + peer + "': not an IP address: ExaBGP refuses the file",
              "write: neighbor 10.0.1.4 {"));
    }
    List<Section> parts = new ArrayList<>(groups);
    parts.add(section);
    Map<String, Setting> own = settings(parts.stream());
    Map<String, Setting> ownCapabilities = settings(capabilities(parts));
    List<Section> inherited = inherited(section);
    Map<String, Setting> settings = new LinkedHashMap<>(own);
    Map<String, Setting> capabilities = new LinkedHashMap<>(ownCapabilities);
    // Where both have a value, ExaBGP takes the template's.
    settings.putAll(settings(inherited.stream()));
    capabilities.putAll(settings(capabilities(inherited)));
    List<Setting> overridden = overridden(own, settings);
    overridden.addAll(overridden(ownCapabilities, capabilities));
    parts.addAll(inherited);
    return new Neighbor(
        peer,
        section.line(),
        settings,
        capabilities,
        all(parts, "api").map(Api::of).toList(),
        all(parts, "family").flatMap(family -> family.commands().stream()).toList(),
        Stream.concat(
                all(parts, "static").flatMap(NeighborReader::routes),
                all(parts, "announce")
                    .flatMap(announce -> announce.sections().stream())
                    .flatMap(NeighborReader::routes))
            .toList(),
        overridden);
  }

  private List<Section> inherited(Section section) {
    List<Section> inherited = new ArrayList<>();
    section
        .commands("inherit")
        .flatMap(command -> command.listed().stream())
        .forEach(
            name -> {
              Section template = templates.get(name.name());
              if (template == null) {
                faults.add(
                    new Fault(
                        name.line(),
                        false,
                        "inherit "
                            + name.name()
                            + ": no such template above: ExaBGP inherits nothing, without a word",
                        "write template { neighbor " + name.name() + " { ... } } above"));
              } else {
                inherited.add(template);
              }
            });
    return inherited;
  }

  private void check(Section section) {
    Stream.of(
            Stream.of(section),
            capabilities(List.of(section)),
            section.sections("family"),
            section.sections("static"))
        .flatMap(sections -> sections)
        .flatMap(part -> part.commands().stream())
        .forEach(setting -> ConfValues.fault(setting).ifPresent(faults::add));
    section.commands("inherit").forEach(this::checkInherit);
    section.sections("api").forEach(this::checkApi);
  }

  /** One name, or a list of them. */
  private void checkInherit(Setting inherit) {
    if (inherit.values().size() != 1 && !inherit.isList()) {
      faults.add(
          new Fault(
              inherit.line(),
              true,
              "'" + inherit.written() + "': not a list: ExaBGP refuses the file",
              "write: inherit [ " + String.join(" ", inherit.values()) + " ];"));
    }
  }

  private void checkApi(Section api) {
    if (!api.argument().isEmpty() && !apiNames.add(api.argument())) {
      faults.add(
          new Fault(
              api.line(),
              true,
              "api '" + api.argument() + "': the name is taken: ExaBGP refuses the file",
              "write: api {"));
    }
    api.commands().stream()
        .filter(command -> command.name().startsWith("processes") && !command.isList())
        .forEach(
            command ->
                faults.add(
                    new Fault(
                        command.line(),
                        true,
                        "'" + command.written() + "': not a list: ExaBGP refuses the file",
                        "write: "
                            + command.name()
                            + " [ "
                            + String.join(" ", command.values())
                            + " ];")));
  }

  private static Map<String, Setting> settings(Stream<Section> sections) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    sections
        .flatMap(section -> section.commands().stream())
        .filter(command -> !command.name().equals("inherit"))
        .forEach(command -> settings.put(command.name(), command));
    return settings;
  }

  private static List<Setting> overridden(Map<String, Setting> own, Map<String, Setting> taken) {
    List<Setting> overridden = new ArrayList<>();
    own.forEach(
        (name, setting) -> {
          if (!taken.get(name).values().equals(setting.values())) {
            overridden.add(setting);
          }
        });
    return overridden;
  }

  private static Stream<Section> capabilities(List<Section> parts) {
    return all(parts, "capability");
  }

  private static Stream<Section> all(List<Section> parts, String name) {
    return parts.stream().flatMap(part -> part.sections(name));
  }

  /** The prefixes: the value of {@code route} and {@code unicast}, those behind {@code nlri}. */
  private static Stream<Setting> routes(Section section) {
    Stream<Setting> commands =
        section.commands().stream()
            .flatMap(
                command -> {
                  int nlri = command.values().indexOf("nlri");
                  List<String> prefixes =
                      nlri < 0
                          ? command.values().stream().limit(1).toList()
                          : command.values().subList(nlri + 1, command.values().size());
                  return prefixes.stream()
                      .map(prefix -> new Setting(prefix, List.of(), command.line()));
                });
    Stream<Setting> sections =
        section
            .sections("route")
            .map(route -> new Setting(route.argument(), List.of(), route.line()));
    return Stream.concat(commands, sections);
  }

  private static boolean isRange(String peer) {
    try {
      Prefix.parse(peer);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
