package io.fluxo.messages.value;

import io.fluxo.messages.rejection.Rejection;
import java.util.List;

/**
 * Texts by which things are found: keys, names, correlations. They go into columns and indexes,
 * which hold no NUL and no long values; one that does not fit fails its sender, and must never
 * reach a projection that serves everybody.
 */
public final class KeyText {

  /** What such a text is, to follow "Expected ... to be". */
  public static final String FORM = "1 to 255 characters, none of them a control character";

  private static final int LONGEST = 255;

  private KeyText() {}

  /** Whether the text can be a key. */
  public static boolean fits(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl);
  }

  /**
   * The text, if it can be a key.
   *
   * @param field the name of the field it stands in
   * @throws Rejection INVALID_INPUT when it cannot
   */
  public static String require(String field, String text) {
    if (fits(text)) {
      return text;
    }
    String message = "Expected '%s' to be %s".formatted(field, FORM);
    throw new Rejection(
        Rejection.Code.INVALID_INPUT,
        message,
        List.of(new Rejection.Problem("/" + field, 0, 0, "The text cannot be used", FORM)));
  }
}
