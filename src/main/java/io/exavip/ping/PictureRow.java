package io.exavip.ping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The marks of one row: a bar for each probe where there is room, else one for many, so that a row
 * is small however many probes it has.
 */
final class PictureRow {
  private static final double BAR = 2.4;

  /** Probes nearer to each other than this melt into one bar. */
  private static final double ROOM = 4.2;

  private record Bar(double left, double right) {}

  private final double left;
  private final double right;
  private final ToDoubleFunction<Moment> x;
  private final List<Bar> bars = new ArrayList<>();

  /**
   * Makes an empty row.
   *
   * @param left where the row begins
   * @param right where it ends
   * @param x where a moment is
   */
  PictureRow(double left, double right, ToDoubleFunction<Moment> x) {
    this.left = left;
    this.right = right;
    this.x = x;
  }

  /** So many probes, spread evenly from one moment to another. */
  void add(Moment from, Moment to, long count) {
    double first = x.applyAsDouble(from);
    double last = x.applyAsDouble(to);
    double distance = count > 1 ? (last - first) / (count - 1) : 0;
    if (count > 1 && distance < ROOM) {
      addBar(first - BAR / 2, last + BAR / 2);
      return;
    }
    long begin = distance > 0 ? (long) Math.max(0, Math.ceil((left - first) / distance)) : 0;
    for (long i = begin; i < count && first + i * distance <= right; i++) {
      double middle = first + i * distance;
      addBar(middle - BAR / 2, middle + BAR / 2);
    }
  }

  boolean isEmpty() {
    return bars.isEmpty();
  }

  /** The path of all bars, of this height from this top on. */
  String path(double top, double height) {
    StringBuilder path = new StringBuilder();
    for (Bar bar : merged()) {
      path.append('M').append(Svg.number(bar.left())).append(' ').append(Svg.number(top));
      path.append('H').append(Svg.number(bar.right()));
      path.append('v').append(Svg.number(height));
      path.append('H').append(Svg.number(bar.left())).append('z');
    }
    return path.toString();
  }

  private void addBar(double from, double to) {
    double begin = Math.max(left, from);
    double end = Math.min(right, to);
    if (begin < end) {
      bars.add(new Bar(begin, end));
    }
  }

  private List<Bar> merged() {
    List<Bar> merged = new ArrayList<>();
    for (Bar bar : bars.stream().sorted(Comparator.comparingDouble(Bar::left)).toList()) {
      Bar before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (before != null && bar.left() - before.right() < 1) {
        double end = Math.max(before.right(), bar.right());
        merged.set(merged.size() - 1, new Bar(before.left(), end));
      } else {
        merged.add(bar);
      }
    }
    return merged;
  }
}
