package io.fluxo.messages.seal;

/** What was asked for can never be read again: its key was destroyed. */
public final class ErasedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says that the data was erased, and not whose it was. */
  public ErasedException() {
    super("Expected data that can be read, but it was erased");
  }
}
