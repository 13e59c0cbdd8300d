package io.exavip.cloud;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which AS numbers a VM may have.
 *
 * @param owner who made the rule, in words
 * @param allowed the numbers that are accepted at all
 * @param reserved the numbers among them that are kept for something else
 */
record LocalAsRule(String owner, List<AsRange> allowed, List<AsRange> reserved) {

  Optional<String> problem(long as) {
    Optional<AsRange> taken = reserved.stream().filter(range -> range.contains(as)).findFirst();
    if (taken.isPresent()) {
      return Optional.of(reservedText(taken.get()));
    }
    return allowed.stream().anyMatch(range -> range.contains(as))
        ? Optional.empty()
        : Optional.of(owner + " takes " + text(allowed) + " only");
  }

  private String reservedText(AsRange range) {
    return "reserved by " + owner + " (" + range + " of " + text(reserved) + ")";
  }

  private static String text(List<AsRange> ranges) {
    return ranges.stream().map(AsRange::toString).collect(Collectors.joining(", "));
  }
}
