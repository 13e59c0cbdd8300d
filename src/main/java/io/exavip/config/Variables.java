package io.exavip.config;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables in values of the file: {@code ${NAME}}, and with a default that counts
 * where the variable is not set, {@code ${NAME:default}} or, as a shell writes it, {@code
 * ${NAME:-default}}. A shell's other forms are faults, since they would be taken for text.
 */
public final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][^}]*)}");
  private static final Pattern FORM = Pattern.compile("(\\w+)(?::-(.*)|:(?![-=?+])(.*))?");

  private Variables() {}

  /**
   * Puts values in place of variables.
   *
   * @param text any text
   * @param environment gives the value of a variable, or null
   * @return the text with all of them replaced
   * @throws IllegalArgumentException if a variable is not set and has no default, or is written in
   *     another form; the message says which, and what is allowed
   */
  static String expand(String text, UnaryOperator<String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, environment)));
  }

  /**
   * Puts values in place of those variables that have one, and leaves the others as they are.
   *
   * @param text any text
   * @param environment gives the value of a variable, or null
   * @return the text
   */
  public static String expandKnown(String text, UnaryOperator<String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> {
              String value;
              try {
                value = value(found, environment);
              } catch (IllegalArgumentException e) {
                value = found.group();
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private static String value(MatchResult found, UnaryOperator<String> environment) {
    Matcher form = FORM.matcher(found.group(1));
    if (!form.matches() || found.group().indexOf("${", 2) >= 0) {
      throw new IllegalArgumentException(
          found.group()
              + " is not understood; allowed: ${NAME}, ${NAME:-default}, ${NAME:default}");
    }
    String name = form.group(1);
    return Optional.ofNullable(environment.apply(name))
        .or(() -> Optional.ofNullable(form.group(2)))
        .or(() -> Optional.ofNullable(form.group(3)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the environment has no "
                        + name
                        + "; allowed: a variable that is set, or ${"
                        + name
                        + ":-default}"));
  }
}
