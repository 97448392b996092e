package io.fluxo.command.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Reads the event store without what the units of work of this thread have staged. Axon would add
 * that, and a version that is rolled back later must not enter a cache.
 */
public final class CommittedOnly {

  private CommittedOnly() {}

  /** What the reading gives, of what is committed alone. */
  public static <T> T read(Supplier<T> reading) {
    Deque<UnitOfWork<?>> laidAside = new ArrayDeque<>();
    while (CurrentUnitOfWork.isStarted()) {
      UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
      CurrentUnitOfWork.clear(unitOfWork);
      laidAside.push(unitOfWork);
    }
    try {
      return reading.get();
    } finally {
      laidAside.forEach(CurrentUnitOfWork::set);
    }
  }
}
