package io.fluxo.messages.mail;

/**
 * A mail of the program itself.
 *
 * @param id the same whenever it is sent again, so that whoever gets it twice can tell: letters,
 *     digits and {@code - _ .}
 * @param to one address
 * @param subject one line
 * @param text plain text
 */
public record Letter(String id, String to, String subject, String text) {

  public Letter {
    if (!id.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException("Expected an id of letters, digits and - _ .");
    }
  }

  @Override
  public String toString() {
    return "Letter[" + id + "]";
  }
}
