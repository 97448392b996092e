package io.fluxo.query.history;

import io.fluxo.messages.context.Context;
import java.time.Instant;
import java.util.Map;

/**
 * An event read back from the store.
 *
 * @param position its place in the store
 * @param subject the run, step, task or workflow that it happened to
 * @param sequence its place in the subject's stream, from 0
 * @param event the event itself
 * @param metaData what travelled beside it
 */
public record RecordedEvent(
    long position,
    String subject,
    long sequence,
    Instant time,
    Object event,
    Map<String, Object> metaData) {

  /** Whether the event belongs to the tenant and workspace. */
  public boolean belongsTo(String tenant, String workspace) {
    return tenant.equals(metaData.get(Context.TENANT))
        && workspace.equals(metaData.get(Context.WORKSPACE));
  }
}
