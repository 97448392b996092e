package io.fluxo.api.boot.postgres;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message is one sentence that an operator can act on. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String action;

  /**
   * A refusal with its remedy.
   *
   * @param message what was expected and what was found
   * @param action what the operator can do
   * @param cause the technical reason, if there is one
   */
  public DatabaseException(String message, String action, @Nullable Throwable cause) {
    super(message, cause);
    this.action = action;
  }

  /** What the operator can do about it. */
  public String action() {
    return action;
  }
}
