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
}
