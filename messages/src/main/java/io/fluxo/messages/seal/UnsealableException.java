package io.fluxo.messages.seal;

/** A sealed value was changed, moved to another place, or sealed under a key that is not there. */
public final class UnsealableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names what cannot be opened, without its content.
   *
   * @param what for example {@code flx.run.started /input of 01J...}
   */
  public UnsealableException(String what) {
    super("Expected a sealed value of %s, but it was changed or belongs elsewhere".formatted(what));
  }
}
