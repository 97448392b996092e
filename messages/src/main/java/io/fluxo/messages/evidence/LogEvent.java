package io.fluxo.messages.evidence;

import org.jspecify.annotations.Nullable;

/** What happened to the log itself. It stands in the log like all else. */
public sealed interface LogEvent {

  /**
   * Checkpoints are signed with another key.
   *
   * @param version of the new key
   * @param name in the signature lines
   * @param publicKey X.509 SubjectPublicKeyInfo in DER, Base64
   * @param endorsement the old key's Ed25519 signature over {@link LogKey#statement}, Base64; null
   *     where the old key could not be used any more
   */
  record LogKeyRotated(int version, String name, String publicKey, @Nullable String endorsement)
      implements LogEvent {}

  /**
   * The events of the tenant were compared with its log.
   *
   * @param cause {@code demand} or {@code schedule}
   * @param size how many leaves were compared
   * @param found how many places do not agree
   */
  record LogChecked(String check, String cause, long size, long found) implements LogEvent {}
}
