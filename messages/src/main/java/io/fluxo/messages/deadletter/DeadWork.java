package io.fluxo.messages.deadletter;

import java.time.Instant;
import java.util.List;

/** Work of runs that could not be taken up and is set aside, of all tenants. */
public interface DeadWork {

  /**
   * A piece of work.
   *
   * @param id the step, or the wait of a run
   * @param message what is wrong
   * @param tries how often it was tried
   * @param nextAt when it is tried again by itself
   */
  record Item(
      String id, String tenant, String workspace, String message, int tries, Instant nextAt) {}

  /** Those after an id, in the order of ids. */
  List<Item> list(String after, int limit);

  /** How many there are. */
  long count();

  /**
   * Has it tried again at once.
   *
   * @throws io.fluxo.messages.rejection.Rejection NOT_FOUND where no such work is set aside
   */
  void retry(String id);

  /** Has all of it tried again at once; answers how much that is. */
  int retryAll();
}
