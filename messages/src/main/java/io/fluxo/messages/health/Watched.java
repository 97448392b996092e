package io.fluxo.messages.health;

/**
 * Something that works on its own for as long as the service runs, and must never stop for ever.
 */
public interface Watched {

  /** How it stands. */
  enum State {
    /** It works, or waits for work. */
    RUNNING,
    /** Its last attempts failed; it tries again by itself. */
    FAILING,
    /** It should run and does not, or gives no sign any more: start it again. */
    STOPPED,
    /** It was stopped on purpose, or was not started yet. */
    RESTING
  }

  /** A name for people and meters: lower case and hyphens. */
  String name();

  /** How it stands now; does not wait for anything. */
  State state();

  /** Begins anew where it has stopped. Called one at a time. */
  void restart();
}
