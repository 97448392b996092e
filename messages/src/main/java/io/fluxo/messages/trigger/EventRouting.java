package io.fluxo.messages.trigger;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.value.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Brings an internal event to those who listen: waiting runs and event triggers of the same
 * workspace.
 */
public interface EventRouting {

  /** How many runs were resumed and how many were started. */
  record Routed(int resumed, int started) {}

  /**
   * Routes one event. Routing the same event id again resumes and starts nothing twice.
   *
   * @param eventId unique inside the workspace; chosen by the sender
   * @param name the name of the event, for example {@code payment.received}
   * @param correlation the value that waiting runs compare, null for none
   * @throws io.fluxo.messages.rejection.Rejection INVALID_INPUT where id, name or correlation is no
   *     {@link io.fluxo.messages.value.KeyText}
   */
  Routed route(
      Context context, String eventId, String name, @Nullable String correlation, Payload data);
}
