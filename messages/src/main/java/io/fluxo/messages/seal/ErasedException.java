package io.fluxo.messages.seal;

import io.fluxo.messages.rejection.Rejection;

/** What was asked for can never be read again: its key was destroyed. */
public final class ErasedException extends Rejection {

  private static final long serialVersionUID = 1L;

  /** Says that the data was erased, and not whose it was. */
  public ErasedException() {
    super(Code.ERASED, "Expected data that can be read, but it was erased");
  }
}
