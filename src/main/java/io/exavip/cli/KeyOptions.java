package io.exavip.cli;

import io.exavip.config.Key;
import io.exavip.config.Raw;
import io.exavip.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Makes an option of each key, under the headings of the sections. */
final class KeyOptions {
  private static final List<String> STATES = List.of("up-", "down-", "disabled-");

  private KeyOptions() {}

  static void addTo(CommandSpec command) {
    for (Key.Section section : Key.Section.values()) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder()
              .heading("%n" + section.heading() + "%n")
              .validate(false)
              .order(10 + section.ordinal());
      Key.all().stream()
          .filter(key -> key.section() == section)
          .forEach(key -> group.addArg(option(key)));
      command.addArgGroup(group.build());
    }
  }

  /** What the user wrote. */
  static Settings settings(ParseResult parsed) {
    Map<Key, List<Raw>> values = new LinkedHashMap<>();
    for (Key key : Key.all()) {
      if (parsed.hasMatchedOption(key.option())) {
        List<Raw> raws = new ArrayList<>();
        List<String> texts = parsed.matchedOption(key.option()).stringValues();
        texts.forEach(text -> raws.add(new Raw(text, key.option())));
        values.put(key, key.arity() == Key.Arity.FLAG ? List.of(flag(key, raws)) : raws);
      }
    }
    return new Settings(values);
  }

  private static Raw flag(Key key, List<Raw> raws) {
    boolean bare = raws.isEmpty() || raws.get(0).text().isEmpty();
    return bare ? new Raw("true", key.option()) : raws.get(0);
  }

  private static OptionSpec option(Key key) {
    List<String> names = new ArrayList<>(key.shortNames());
    names.add(key.option());
    OptionSpec.Builder option =
        OptionSpec.builder(names.toArray(String[]::new))
            .description(description(key))
            .hidden(STATES.stream().anyMatch(key.name()::startsWith));
    if (!key.words().isEmpty()) {
      option.completionCandidates(key.words());
    }
    switch (key.arity()) {
      case FLAG -> option.type(boolean.class).arity("0");
      case ONE -> option.type(String.class).arity("1").paramLabel(key.label());
      case MANY ->
          option.type(List.class).auxiliaryTypes(String.class).arity("1").paramLabel(key.label());
    }
    return option.build();
  }

  private static String description(Key key) {
    String text = key.description().replace("%", "%%");
    return key.defaultText().isEmpty() ? text : text + " (" + key.defaultText() + ")";
  }
}
