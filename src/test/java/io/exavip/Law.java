package io.exavip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Something that holds of every sequence of steps, tried with {@value #TRIES} random ones. What
 * fails is told with its seed, by which {@code -Dseed=…} has it tried alone, and made as short as
 * leaving out steps can make it.
 */
public final class Law {
  private static final int TRIES = 1000;
  private static final Long SEED = Long.getLong("seed");
  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Law() {}

  /**
   * Tries a law.
   *
   * @param setting draws what is the same for all steps
   * @param most the greatest number of steps; from none on
   * @param step draws a step of a setting
   * @param law throws where it does not hold
   * @param <S> what is the same for all steps
   * @param <T> a step
   */
  public static <S, T> void holds(
      Function<RandomGenerator, S> setting,
      int most,
      Function<S, Function<RandomGenerator, T>> step,
      BiConsumer<S, List<T>> law) {
    long first = SEED != null ? SEED : System.nanoTime();
    for (long seed = first; seed < first + (SEED != null ? 1 : TRIES); seed++) {
      RandomGenerator random = RANDOM.create(seed);
      S chosen = setting.apply(random);
      Function<RandomGenerator, T> draw = step.apply(chosen);
      List<T> steps = new ArrayList<>();
      for (int left = random.nextInt(most + 1); left > 0; left--) {
        steps.add(draw.apply(random));
      }
      check(seed, chosen, steps, tried -> law.accept(chosen, tried));
    }
  }

  /**
   * Tries a law in which nothing but the steps differs.
   *
   * @param most the greatest number of steps; from none on
   * @param step draws a step
   * @param law throws where it does not hold
   * @param <T> a step
   */
  public static <T> void holds(int most, Function<RandomGenerator, T> step, Consumer<List<T>> law) {
    holds(random -> "always", most, any -> step, (any, steps) -> law.accept(steps));
  }

  private static <S, T> void check(long seed, S setting, List<T> steps, Consumer<List<T>> law) {
    Throwable failure = failure(steps, law);
    if (failure == null) {
      return;
    }
    List<T> shortest = shortened(steps, law);
    throw new AssertionError(
        "%s%nbroken by -Dseed=%d: %s, steps %s".formatted(failure, seed, setting, shortest),
        failure(shortest, law));
  }

  /** Without every step that the failure does not need. */
  private static <T> List<T> shortened(List<T> steps, Consumer<List<T>> law) {
    List<T> shortest = steps;
    for (int i = steps.size() - 1; i >= 0; i--) {
      List<T> without = new ArrayList<>(shortest);
      without.remove(i);
      shortest = failure(without, law) == null ? shortest : without;
    }
    return shortest;
  }

  private static <T> Throwable failure(List<T> steps, Consumer<List<T>> law) {
    try {
      law.accept(steps);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }
}
