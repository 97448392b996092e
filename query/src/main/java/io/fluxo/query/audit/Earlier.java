package io.fluxo.query.audit;

import io.fluxo.query.history.RecordedEvent;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happened before an event. */
interface Earlier {

  /** The last event of a kind in the same stream, null for none. */
  <E> @Nullable E ofStream(RecordedEvent event, Class<E> kind);

  /** All events of the same stream, this one among them. */
  List<RecordedEvent> stream(RecordedEvent event);

  /**
   * The last event of these kinds in whatever stream of the tenant, null for none that is near
   * enough.
   */
  @Nullable Object ofTenant(RecordedEvent event, List<Class<?>> kinds, Predicate<Object> wanted);
}
