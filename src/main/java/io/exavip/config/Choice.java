package io.exavip.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of which a value is one: those that the values of an enum say of themselves by {@code
 * toString}. Help, completion, messages and reading are made from it.
 *
 * @param values the enum's values that may be written
 * @param <E> the enum
 */
public record Choice<E extends Enum<E>>(List<E> values) {
  /** Copies the list. */
  public Choice {
    values = List.copyOf(values);
  }

  /**
   * Makes a choice.
   *
   * @param values the enum's values that may be written
   * @param <E> the enum
   * @return the choice
   */
  @SafeVarargs
  public static <E extends Enum<E>> Choice<E> of(E... values) {
    return new Choice<>(List.of(values));
  }

  /**
   * The words.
   *
   * @return them in the order of the enum
   */
  public List<String> words() {
    return values.stream().map(Enum::toString).toList();
  }

  /**
   * The words for help.
   *
   * @return for example {@code on|off}
   */
  public String label() {
    return String.join("|", words());
  }

  /**
   * The words for a message.
   *
   * @return for example {@code up, down or show}
   */
  public String allowed() {
    List<String> words = words();
    String last = words.get(words.size() - 1);
    return words.size() == 1
        ? last
        : words.stream().limit(words.size() - 1L).collect(Collectors.joining(", ")) + " or " + last;
  }

  /**
   * Reads a word.
   *
   * @param text the text to read
   * @return the value
   * @throws IllegalArgumentException if it is none of them
   */
  public E parse(String text) {
    return values.stream()
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(problem()));
  }

  /**
   * The enum.
   *
   * @return its class
   */
  public Class<E> type() {
    return values.get(0).getDeclaringClass();
  }

  /**
   * Says that a value is none of the words.
   *
   * @param raw the value as the user wrote it
   * @return the exception to throw
   */
  public ConfigException fault(Raw raw) {
    return raw.fault(problem(), allowed());
  }

  /**
   * Reads a value.
   *
   * @param raw the value as the user wrote it
   * @return what it says
   * @throws ConfigException if it is none of the words
   */
  public E read(Raw raw) {
    return raw.read(allowed(), this::parse);
  }

  private String problem() {
    return values.size() == 2 ? "neither" : "none of them";
  }
}
