package io.fluxo.command.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import io.fluxo.command.expression.PatternBounds;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of a schema. It matches in linear time: Java's own can take for ever without
 * even reading its text.
 */
public final class LinearPattern implements RegularExpression {

  private static final int STEPS_PER_UNIT = 30;

  private final Pattern pattern;

  private LinearPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException when it is none, or exceeds the bounds
   */
  static LinearPattern of(String text) {
    String mistake = mistake(text);
    if (mistake != null) {
      throw new IllegalArgumentException(mistake);
    }
    return new LinearPattern(Pattern.compile(text));
  }

  /** What is wrong with a pattern, null for nothing. */
  public static @Nullable String mistake(String text) {
    if (!PatternBounds.hold(text)) {
      return "The pattern has more than " + PatternBounds.SENTENCE;
    }
    try {
      Pattern.compile(text);
      return null;
    } catch (PatternSyntaxException e) {
      return "The pattern is not a regular expression of RE2";
    }
  }

  @Override
  public boolean matches(String text) {
    Work.spend(1 + (long) text.length() * pattern.programSize() / STEPS_PER_UNIT);
    return pattern.matcher(text).find();
  }
}
