package io.fluxo.messages.deadletter;

import java.util.List;

/** The events of all tenants that read models do not show, for whoever runs the installation. */
public interface DeadEvents {

  /**
   * What became of events that were tried again.
   *
   * @param projected how many the read models show now
   * @param left how many are still here
   */
  record Retried(int projected, int left) {

    /** Both together. */
    public Retried plus(Retried other) {
      return new Retried(projected + other.projected, left + other.left);
    }
  }

  /** Those after a position, oldest first. */
  List<DeadEvent> list(long after, int limit);

  /** How many there are. */
  long count();

  /**
   * Tries the events of one stream again, in their order, up to the first that fails. What is shown
   * already is not changed by being tried again.
   *
   * @param position of any event of the stream that is here
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where no event of that position is here
   */
  Retried retry(long position);

  /** Tries all streams again, each up to the first event that fails. */
  Retried retryAll();

  /**
   * Passes over one event for good, and tries those that follow it again. The event itself stays in
   * the store, and who passed it over why is kept.
   *
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where no event of that position is here
   */
  Retried discard(long position, String actor, String reason);
}
