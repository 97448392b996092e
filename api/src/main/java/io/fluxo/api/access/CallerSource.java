package io.fluxo.api.access;

import org.jspecify.annotations.Nullable;

/** Recognises one kind of token. */
public interface CallerSource {

  /** Whether the text is of this kind, by its form. */
  boolean recognises(String token);

  /** Who sent the token, or null where it is not valid, or not any more. */
  @Nullable Caller caller(String token);

  /** Asks anew for everything that is remembered for a moment. */
  void forget();
}
