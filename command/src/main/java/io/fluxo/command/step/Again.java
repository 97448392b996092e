package io.fluxo.command.step;

import io.fluxo.messages.secret.SecretUse;
import io.fluxo.messages.value.Payload;
import org.jspecify.annotations.Nullable;

/**
 * How a step is attempted again.
 *
 * @param fresh whether a provider is to take it for another request than before
 * @param input another input, null where it stays
 * @param secrets where secrets belong in another input
 */
public record Again(boolean fresh, @Nullable Payload input, @Nullable SecretUse secrets) {

  /** The same request once more. */
  public static final Again SAME = new Again(false, null, null);
}
