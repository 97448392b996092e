package io.fluxo.messages.evidence;

import org.jspecify.annotations.Nullable;

/** A time-stamping authority (RFC 3161). */
public interface TimeStamps {

  /**
   * Has a hash stamped.
   *
   * @param sha256 the hash, 32 bytes
   * @return a TimeStampToken in DER, null where no authority is configured
   * @throws IllegalStateException when the authority does not answer, or answers wrongly
   */
  byte @Nullable [] stamp(byte[] sha256);
}
