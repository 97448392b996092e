package io.fluxo.messages.audit;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one can ask about who did what. */
public sealed interface AuditQuery extends WorkspaceQuery {

  /**
   * What was done in a workspace, in the order of the store. Answered with a page of {@link Act}; a
   * page may be empty and have a next one all the same.
   *
   * @param actor only what this one did, null for all
   * @param object only what was done to this, as {@code kind:id} or a stream, null for all
   * @param kind only events of this name, or of this family ({@code flx.member}), null for all
   * @param from only what was done then or later
   * @param to only what was done before
   * @param machines also what nobody did, such as the steps of a run
   */
  record ListActs(
      String tenant,
      String workspace,
      @Nullable String actor,
      @Nullable String object,
      @Nullable String kind,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean machines,
      PageRequest page)
      implements AuditQuery {}
}
