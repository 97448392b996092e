package io.fluxo.messages.history;

import io.fluxo.messages.context.Context;

/**
 * Stores events that stand for themselves, each as a stream of its own: nothing has to be read
 * before one is written.
 */
@FunctionalInterface
public interface EventRecorder {

  /**
   * Stores an event, in the transaction that is open on this thread or else in one of its own.
   *
   * @param kind the type of the stream, for example {@code Log}
   * @param event one of the catalogue
   * @return the id of the stream
   */
  String record(Context context, String kind, Object event);
}
