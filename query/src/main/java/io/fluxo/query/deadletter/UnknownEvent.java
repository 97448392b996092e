package io.fluxo.query.deadletter;

/** An event whose name or revision this version does not know. */
public final class UnknownEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what is stored; both are names of a program and nothing of a user. */
  public UnknownEvent(String type, String revision) {
    super("This version knows no event %s of revision %s".formatted(type, revision));
  }
}
