package io.fluxo.messages.secret;

import org.jspecify.annotations.Nullable;

/** A value cannot be sealed or opened. The message never holds any of it. */
public final class SealingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SealingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
