package io.fluxo.messages.value;

import org.jspecify.annotations.Nullable;

/** Takes values that are too large to stand in an event. */
@FunctionalInterface
public interface PayloadSink {

  /** Takes nothing: all values stay in place. */
  PayloadSink NONE = json -> null;

  /**
   * Takes the JSON of a value, in UTF-8.
   *
   * @return what stands for it, or null where it has to stay in place
   */
  @Nullable PayloadReference keep(byte[] json);

  /** Whether this thread writes something whose values are sealed. */
  default boolean seals() {
    return false;
  }

  /**
   * Seals the JSON of a value that stays in place, in UTF-8.
   *
   * @param field the JSON pointer to it
   * @return nonce, cipher text and tag; null where it stays in the clear
   */
  default byte @Nullable [] seal(String field, byte[] json) {
    return null;
  }
}
