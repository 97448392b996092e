package io.fluxo.messages.history;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one can ask of the event store. */
public sealed interface EventQuery extends WorkspaceQuery {

  /**
   * Stored events of a workspace in the order of the store. Answered with a page of {@link
   * StoredEvent}.
   *
   * @param subject only events of this run (its steps included) or workflow, null for all
   * @param type only events of this name, null for all
   */
  record ListEvents(
      String tenant,
      String workspace,
      @Nullable String subject,
      @Nullable String type,
      @Nullable Instant after,
      @Nullable Instant before,
      PageRequest page)
      implements EventQuery {}

  /**
   * A value that is kept apart from its events. Answered with a {@link StoredValue}.
   *
   * @param sha256 the hash that stands in the event, 64 lower-case hexadecimal digits
   */
  record GetValue(String tenant, String workspace, String sha256) implements EventQuery {}
}
