package io.fluxo.messages.evidence;

import io.fluxo.messages.context.Context;

/** Where evidence packs are kept, and made where there is none yet. */
@FunctionalInterface
public interface PackDesk {

  /**
   * The pack of a run as it stands; the same bytes for as long as nothing happens to the run.
   *
   * @param context whose run it is, and who asks
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where there is no such run,
   *     INVALID_STATE where it has not ended, and UNAVAILABLE where something that it takes is not
   *     there now: the log, the time-stamping authority, the keystore
   */
  EvidencePack pack(Context context, String run);
}
