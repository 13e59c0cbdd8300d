package io.exavip.ping;

import java.util.Locale;

/** Writes SVG elements. Numbers have one decimal; texts are escaped. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** An element without content; the attributes are written as they are. */
  Svg element(String name, String attributes) {
    text.append('<').append(name).append(' ').append(attributes).append("/>\n");
    return this;
  }

  /** An element with a text. */
  Svg text(String name, String attributes, String content) {
    text.append('<').append(name);
    text.append(attributes.isEmpty() ? "" : " ").append(attributes).append('>');
    text.append(escaped(content)).append("</").append(name).append(">\n");
    return this;
  }

  Svg open(String name, String attributes) {
    text.append('<').append(name).append(' ').append(attributes).append(">\n");
    return this;
  }

  Svg close(String name) {
    text.append("</").append(name).append(">\n");
    return this;
  }

  /** An attribute. */
  static String at(String name, double value) {
    return name + "=\"" + number(value) + "\" ";
  }

  static String number(double value) {
    String number = String.format(Locale.ROOT, "%.1f", value);
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String escaped(String content) {
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
