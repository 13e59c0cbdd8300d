package io.exavip.doctor;

import io.exavip.exabgp.conf.Fault;
import java.util.List;
import java.util.stream.Stream;

/** What ExaBGP refuses, or reads otherwise than it looks, in either file. */
final class SyntaxRule implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    return Stream.concat(Stream.of(subject.own()), subject.other().stream())
        .flatMap(file -> file.conf().faults().stream().map(fault -> finding(file, fault)))
        .toList();
  }

  private static Finding finding(Configured file, Fault fault) {
    return new Finding(
        fault.fatal() ? Severity.ERROR : Severity.WARNING,
        "syntax",
        file.at(fault.line()),
        fault.what(),
        fault.fix());
  }
}
