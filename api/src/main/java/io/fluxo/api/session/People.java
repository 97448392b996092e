package io.fluxo.api.session;

import io.fluxo.api.access.Caller;
import io.fluxo.messages.rejection.Rejection;

/** Callers that are people. */
final class People {

  private People() {}

  /**
   * The account of the caller.
   *
   * @throws Rejection FORBIDDEN where the caller is a key
   */
  static String account(Caller caller) {
    if (caller.session() == null) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "An API key has no account: log in as a person");
    }
    return caller.account();
  }
}
