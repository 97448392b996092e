package io.fluxo.messages.catalogue;

/** The tables that more than one room reads. The write side owns them; others read, never write. */
public final class Tables {

  /**
   * The event store: {@code global_index, aggregate_id, sequence, aggregate_type, event_id, type,
   * revision, time, metadata, payload}.
   */
  public static final String EVENT = "event";

  /** Values that are kept apart from their events: {@code tenant, workspace, sha256, json}. */
  public static final String PAYLOAD_VALUE = "payload_value";

  private Tables() {}
}
