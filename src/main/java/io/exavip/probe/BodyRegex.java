package io.exavip.probe;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of RE2's syntax that a part of a body has to match. The time it takes grows
 * with the body's length times the expression's {@linkplain RegexSize size} and no faster, and both
 * are bounded: an expression of {@link #MAX_SIZE} and a body of 64 KiB take some 300 ms of a core.
 */
public final class BodyRegex {
  /** The largest expression: so many steps, as RE2 counts them. */
  static final int MAX_SIZE = 250;

  /** What is allowed, for messages. */
  public static final String ALLOWED =
      "an RE2 regular expression of at most "
          + MAX_SIZE
          + " steps, without back-references, look-around, possessive and atomic groups";

  private final Pattern pattern;

  private BodyRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads an expression.
   *
   * @param text the expression
   * @return the expression, ready for use
   * @throws IllegalArgumentException if it is none, or too large; the message says why
   */
  public static BodyRegex parse(String text) {
    // Looked at first: ((a{1000}){1000}){1000} takes all memory there is before RE2 knows its size.
    if (RegexSize.estimate(text) > MAX_SIZE) {
      throw tooLarge();
    }
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > MAX_SIZE) {
        throw tooLarge();
      }
      return new BodyRegex(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not understood: " + problem(e), e);
    }
  }

  /**
   * Whether a part of the text matches. As in Perl and Java, {@code $} is at the end of the text
   * and before a line end that ends it.
   *
   * @param text the text
   * @return true if a part matches
   */
  boolean isIn(String text) {
    return pattern.matcher(text).find()
        || text.endsWith("\n")
            && pattern.matcher(text.substring(0, lengthWithoutLineEnd(text))).find();
  }

  @Override
  public String toString() {
    return pattern.toString();
  }

  private static int lengthWithoutLineEnd(String text) {
    return text.length() - (text.endsWith("\r\n") ? 2 : 1);
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException("too large: repetition counts multiply");
  }

  private static String problem(PatternSyntaxException e) {
    String part = e.getPattern() == null || e.getPattern().isEmpty() ? "" : " " + e.getPattern();
    return e.getDescription() + part;
  }
}
