package io.fluxo.messages.secret;

/**
 * Where a mark stands in a step's input. The place alone makes it one: a text that only looks like
 * a mark, as somebody may send it, stays a text.
 *
 * @param pointer JSON pointer (RFC 6901) of the text
 * @param at the character at which the mark begins, as Java counts
 * @param name the secret for which it stands
 */
public record SecretPlace(String pointer, int at, String name) {

  /** The pointer of an entry or element, from the pointer of what holds it. */
  public static String inside(String pointer, Object key) {
    return pointer + "/" + key.toString().replace("~", "~0").replace("/", "~1");
  }
}
