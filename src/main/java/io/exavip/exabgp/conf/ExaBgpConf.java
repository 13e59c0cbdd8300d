package io.exavip.exabgp.conf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * ExaBGP's configuration.
 *
 * @param processes the {@code process} sections
 * @param neighbors the {@code neighbor} sections
 * @param faults what ExaBGP refuses or reads otherwise than it looks, by line
 * @param newIn5 commands that ExaBGP 5.0 knows and 4.2 does not
 */
public record ExaBgpConf(
    List<ProcessSection> processes,
    List<Neighbor> neighbors,
    List<Fault> faults,
    List<Setting> newIn5) {
  /** Copies the lists, sorts the faults. */
  public ExaBgpConf {
    processes = List.copyOf(processes);
    neighbors = List.copyOf(neighbors);
    faults = faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    newIn5 = List.copyOf(newIn5);
  }

  /**
   * Reads a configuration. Behind a fault it goes on as well as it can.
   *
   * @param text the text of the file
   * @return what it says
   */
  public static ExaBgpConf read(String text) {
    List<Fault> faults = new ArrayList<>();
    List<Statement> statements = new Tokenizer(faults).read(text);
    if (statements.isEmpty()) {
      faults.add(
          new Fault(1, true, "the file is empty: ExaBGP refuses it", "write process and neighbor"));
    }
    SectionReader sections = new SectionReader(statements, faults);
    Section root = sections.read();
    NeighborReader reader = new NeighborReader(faults);
    List<ProcessSection> processes = new ArrayList<>();
    List<Neighbor> neighbors = new ArrayList<>();
    for (Section section : root.sections()) {
      switch (section.name()) {
        case "process" -> processes.add(process(section, faults));
        case "template" -> reader.template(section);
        case "neighbor" -> neighbors.add(reader.read(section, List.of()));
        case "group" -> {
          section.sections("process").forEach(part -> processes.add(process(part, faults)));
          section
              .sections("neighbor")
              .forEach(part -> neighbors.add(reader.read(part, List.of(section))));
        }
        default -> {
          // a fault already
        }
      }
    }
    return new ExaBgpConf(processes, neighbors, faults, sections.newIn5());
  }

  private static ProcessSection process(Section section, List<Fault> faults) {
    section.commands().forEach(setting -> ConfValues.fault(setting).ifPresent(faults::add));
    return ProcessSection.of(section);
  }
}
