package io.fluxo.command.store;

import io.fluxo.messages.fault.DatabaseFault;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.secret.SealingException;
import io.fluxo.messages.value.UnreadablePayload;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/** Tells what is stored and cannot be read from everything else that may go wrong. */
public final class Damage {

  private Damage() {}

  /** The sentence of a damaged stream. */
  static Rejection of(String subject, long sequence) {
    return new Rejection(
        Rejection.Code.DAMAGED,
        "Expected to read event %d of %s, but it is damaged or of a later version"
            .formatted(sequence, subject));
  }

  /** The damage that an exception tells of; null where it tells of something else. */
  public static @Nullable Rejection in(Throwable thrown) {
    if (DatabaseFault.of(thrown) != DatabaseFault.NONE) {
      return null;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SealingException) {
        return null; // a keystore that does not answer says nothing against what is stored
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Rejection rejection) {
        return Rejection.isDamage(rejection) ? rejection : null;
      }
      if (cause instanceof UnreadablePayload unreadable) {
        return new Rejection(Rejection.Code.DAMAGED, String.valueOf(unreadable.getMessage()));
      }
      if (cause instanceof SerializationException) {
        return new Rejection(Rejection.Code.DAMAGED, "What is stored of it cannot be read");
      }
    }
    return null;
  }
}
