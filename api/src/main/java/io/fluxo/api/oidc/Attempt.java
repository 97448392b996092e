package io.fluxo.api.oidc;

import java.time.Instant;

/**
 * A login that was begun: what is to be known when the browser comes back.
 *
 * @param state ties the answer to the browser (RFC 6749, section 10.12)
 * @param nonce ties the ID token to the login (OpenID Connect Core 1.0, section 3.1.2.1)
 * @param verifier ties the code to whoever asked for it (RFC 7636)
 * @param redirectUri where the browser comes back to
 * @param ends after which it is too late
 */
record Attempt(String state, String nonce, String verifier, String redirectUri, Instant ends) {

  @Override
  public String toString() {
    return "Attempt[]";
  }
}
