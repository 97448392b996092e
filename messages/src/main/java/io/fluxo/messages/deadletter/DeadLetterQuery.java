package io.fluxo.messages.deadletter;

import io.fluxo.messages.context.WorkspaceQuery;
import io.fluxo.messages.page.PageRequest;

/** Questions of the people of a tenant about what could not be dealt with of theirs. */
public sealed interface DeadLetterQuery extends WorkspaceQuery {

  /** The events of a workspace that its read models do not show, oldest first. */
  record ListDeadEvents(String tenant, String workspace, PageRequest page)
      implements DeadLetterQuery {}
}
