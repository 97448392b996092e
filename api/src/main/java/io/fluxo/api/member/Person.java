package io.fluxo.api.member;

/**
 * Somebody who may act, as far as others need to know.
 *
 * @param id of the account
 */
public record Person(String id, String name, String email) {

  private static final String KIND = "user:";

  /** How events and tasks name the person. */
  public String principal() {
    return principal(id);
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }

  static String principal(String id) {
    return KIND + id;
  }

  /** The id in a principal of a person; the same text where it is none. */
  static String id(String principal) {
    return principal.startsWith(KIND) ? principal.substring(KIND.length()) : principal;
  }
}
