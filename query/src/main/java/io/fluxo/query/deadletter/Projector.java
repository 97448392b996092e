package io.fluxo.query.deadletter;

import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.EventMessage;

/** Projects one event outside of the stream. */
public interface Projector {

  /**
   * Projects the event in a transaction of its own.
   *
   * @param first asked in the transaction before anything else: whether to go on
   * @param then done in the same transaction
   * @return whether it was projected
   * @throws Exception whatever kept it from being projected; nothing was changed then
   */
  boolean project(EventMessage<?> event, BooleanSupplier first, Runnable then) throws Exception;
}
