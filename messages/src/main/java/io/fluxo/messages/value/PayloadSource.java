package io.fluxo.messages.value;

import org.jspecify.annotations.Nullable;

/** Where values that are kept apart from their events are found. */
@FunctionalInterface
public interface PayloadSource {

  /**
   * The JSON of a value, in UTF-8, whose hash is the reference's; null where there is none.
   *
   * @throws UnreadablePayload when it was altered
   */
  byte @Nullable [] find(PayloadReference reference);

  /**
   * The JSON of a value that was kept.
   *
   * @throws UnreadablePayload when it is gone or was altered
   */
  default byte[] load(PayloadReference reference) {
    byte[] json = find(reference);
    if (json == null) {
      throw new UnreadablePayload(reference, "is gone");
    }
    return json;
  }
}
