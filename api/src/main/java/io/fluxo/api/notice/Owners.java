package io.fluxo.api.notice;

import io.fluxo.api.access.Caller;
import io.fluxo.messages.rejection.Rejection;

/** Callers who have notifications of their own. */
final class Owners {

  private Owners() {}

  /**
   * The account of the caller.
   *
   * @throws Rejection FORBIDDEN where the caller is a key
   */
  static String account(Caller caller) {
    if (caller.session() == null) {
      throw new Rejection(
          Rejection.Code.FORBIDDEN, "An API key is told nothing: log in as a person");
    }
    return caller.account();
  }
}
