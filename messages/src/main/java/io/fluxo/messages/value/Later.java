package io.fluxo.messages.value;

import org.jspecify.annotations.Nullable;

/** A value that is read when it is first asked for. */
interface Later {

  /**
   * The JSON tree.
   *
   * @throws UnreadablePayload when it is gone or altered
   * @throws io.fluxo.messages.seal.ErasedException when its key was destroyed
   */
  @Nullable Object json();

  /** What may stand in a log about it. */
  String words();
}
