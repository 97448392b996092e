package io.fluxo.command.store;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/** Takes part in the transaction that stores events, and learns of its end. */
public interface AfterCommit {

  /**
   * Called inside the transaction, after the events were written.
   *
   * @return what to do once it has committed
   */
  Runnable stored(List<? extends EventMessage<?>> events);
}
