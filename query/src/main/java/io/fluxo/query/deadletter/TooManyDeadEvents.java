package io.fluxo.query.deadletter;

/** So many events cannot be projected that it is no fault of theirs. */
final class TooManyDeadEvents extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyDeadEvents(long bound) {
    super("Expected at most " + bound + " events that cannot be projected, but there are more");
  }
}
