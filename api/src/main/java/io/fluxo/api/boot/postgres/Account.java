package io.fluxo.api.boot.postgres;

/**
 * A role of the database and its password.
 *
 * @param user the name of the role
 * @param password its password, never shown
 */
public record Account(String user, String password) {

  @Override
  public String toString() {
    return "Account[" + user + "]";
  }
}
