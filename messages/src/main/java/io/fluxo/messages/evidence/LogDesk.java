package io.fluxo.messages.evidence;

import io.fluxo.messages.context.Context;

/** What one can have done with the log of the context's tenant. */
public interface LogDesk {

  /**
   * Has checkpoints signed with a new key from now on. The old one stays published.
   *
   * @throws io.fluxo.messages.rejection.Rejection UNAVAILABLE when the keystore cannot be reached
   */
  LogKey rotate(Context context);

  /**
   * Begins to compare all events of the tenant with its log; one check at a time.
   *
   * @return the check, which may go on
   * @throws io.fluxo.messages.rejection.Rejection UNAVAILABLE while the log is switched off, or
   *     CONFLICT while another check of the tenant goes on
   */
  LogCheck check(Context context);
}
