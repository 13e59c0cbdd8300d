package io.exavip.ping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Marks takeovers and outages across all rows, each with its length as far as there is room. */
final class PictureGaps {
  private static final double LABEL_WIDTH = 124;

  /** How far the middle of a label may be from the ends of the rows. */
  private static final double OVER_START = 40;

  private static final double OVER_END = 30;

  private static final String RED = "#d4351c";
  private static final String SLATE = "#5b6773";

  private final Svg svg;
  private final double left;
  private final double right;
  private final ToDoubleFunction<Moment> x;
  private final double top;
  private final double bottom;

  /**
   * Marks gaps in a picture.
   *
   * @param svg where they are drawn
   * @param left where the time begins
   * @param right where it ends
   * @param x where a moment is
   * @param top of all rows
   * @param bottom of all rows
   */
  PictureGaps(
      Svg svg, double left, double right, ToDoubleFunction<Moment> x, double top, double bottom) {
    this.svg = svg;
    this.left = left;
    this.right = right;
    this.x = x;
    this.top = top;
    this.bottom = bottom;
  }

  /** Draws the gaps; where there is no room for all labels, those of the longest stay. */
  void draw(List<Interruption> gaps) {
    List<Double> labels = new ArrayList<>();
    gaps.stream()
        .sorted(Comparator.comparingLong(Interruption::gapNanos).reversed())
        .forEach(
            gap -> {
              band(gap);
              double middle = labelMiddle(gap);
              if (labels.stream().allMatch(other -> Math.abs(other - middle) >= LABEL_WIDTH)) {
                labels.add(middle);
                label(gap, middle);
              }
            });
  }

  /** Such as 412 ms, 8.5 ms, 12.3 s, 3 min 20 s. */
  static String length(long nanos) {
    double millis = nanos / 1e6;
    if (millis < 10 && millis != Math.rint(millis)) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    if (millis < 9999.5) {
      return String.format(Locale.ROOT, "%.0f ms", millis);
    }
    return String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  private void band(Interruption gap) {
    double begin = clamped(x.applyAsDouble(gap.from()));
    double end = Math.max(begin, clamped(x.applyAsDouble(gap.to())));
    String colour = colour(gap);
    svg.element(
        "rect",
        Svg.at("x", begin)
            + Svg.at("y", top - 12)
            + Svg.at("width", Math.max(1, end - begin))
            + Svg.at("height", bottom - top + 12)
            + "fill=\""
            + colour
            + "\" fill-opacity=\"0.09\"");
    svg.element(
        "path",
        "fill=\"none\" stroke=\""
            + colour
            + "\" stroke-opacity=\"0.75\" d=\""
            + "M"
            + Svg.number(begin)
            + " "
            + Svg.number(bottom)
            + "V"
            + Svg.number(top - 12)
            + "H"
            + Svg.number(end)
            + "V"
            + Svg.number(bottom)
            + "\"");
  }

  private void label(Interruption gap, double middle) {
    String colour = colour(gap);
    double anchor = (clamped(x.applyAsDouble(gap.from())) + clamped(x.applyAsDouble(gap.to()))) / 2;
    svg.element(
        "path",
        "stroke=\""
            + colour
            + "\" stroke-opacity=\"0.75\" fill=\"none\" d=\"M"
            + Svg.number(anchor)
            + " "
            + Svg.number(top - 12)
            + "V"
            + Svg.number(top - 18)
            + "\"");
    String attributes = "text-anchor=\"middle\" fill=\"" + colour + "\" " + Svg.at("x", middle);
    svg.text(
        "text",
        attributes + Svg.at("y", top - 44) + "font-size=\"17\" font-weight=\"700\"",
        length(gap.gapNanos()));
    svg.text("text", attributes + Svg.at("y", top - 26) + "font-size=\"12\"", what(gap));
  }

  private static String what(Interruption gap) {
    String before = shortened(gap.before().orElse(""));
    String after = shortened(gap.after().orElse(""));
    if (gap.isTakeover()) {
      return before + " → " + after;
    }
    return before.isEmpty() || after.isEmpty() ? "no answer" : "outage of " + before;
  }

  private static String shortened(String server) {
    return server.length() > 8 ? server.substring(0, 7) + "…" : server;
  }

  private static String colour(Interruption gap) {
    return gap.lost() > 0 ? RED : SLATE;
  }

  private double labelMiddle(Interruption gap) {
    double middle = (clamped(x.applyAsDouble(gap.from())) + clamped(x.applyAsDouble(gap.to()))) / 2;
    return Math.min(right - OVER_END, Math.max(left - OVER_START, middle));
  }

  private double clamped(double position) {
    return Math.min(right, Math.max(left, position));
  }
}
