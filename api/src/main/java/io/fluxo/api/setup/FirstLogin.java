package io.fluxo.api.setup;

/**
 * How the first administrator gets in.
 *
 * @param password good for one exchange
 */
public record FirstLogin(String email, String password) {

  @Override
  public String toString() {
    return "FirstLogin[]";
  }
}
