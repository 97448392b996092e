package io.fluxo.command.workflow;

import io.fluxo.messages.workflow.WorkflowEvent;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowArchived;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowDrafted;
import io.fluxo.messages.workflow.WorkflowEvent.WorkflowPublished;
import org.jspecify.annotations.Nullable;

/**
 * What decisions about a workflow depend on.
 *
 * @param version the newest version, 0 for none
 * @param hash its content hash, null for none
 * @param draft the source of the draft, null for none
 */
record WorkflowFacts(int version, @Nullable String hash, @Nullable String draft, boolean archived) {

  static final WorkflowFacts NONE = new WorkflowFacts(0, null, null, false);

  WorkflowFacts after(WorkflowEvent event) {
    return switch (event) {
      case WorkflowDrafted drafted -> new WorkflowFacts(version, hash, drafted.source(), archived);
      case WorkflowPublished published ->
          new WorkflowFacts(
              published.version(),
              published.hash(),
              // Publishing something else leaves the draft that somebody is working on.
              published.source().equals(draft) ? null : draft,
              false);
      case WorkflowArchived archivedNow -> new WorkflowFacts(version, hash, draft, true);
    };
  }
}
