package io.fluxo.command.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bounds of a regular expression that matches in linear time. A counted repetition is unrolled
 * when it is compiled, so nested counts could fill the memory.
 */
public final class PatternBounds {

  private static final int MAX_LENGTH = 500;
  private static final long MAX_REPETITIONS = 1_000;

  /** What the bounds are, to follow "more than". */
  public static final String SENTENCE =
      MAX_LENGTH + " characters or " + MAX_REPETITIONS + " repetitions";

  private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");

  private PatternBounds() {}

  /** Whether the pattern keeps to the bounds. */
  public static boolean hold(String pattern) {
    long repetitions = 1;
    Matcher counts = COUNT.matcher(pattern);
    while (counts.find() && repetitions <= MAX_REPETITIONS) {
      String most =
          counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
      repetitions *= Math.max(1, Long.parseLong(most));
    }
    return pattern.length() <= MAX_LENGTH && repetitions <= MAX_REPETITIONS;
  }
}
