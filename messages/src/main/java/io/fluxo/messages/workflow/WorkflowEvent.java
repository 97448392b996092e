package io.fluxo.messages.workflow;

import io.fluxo.messages.trigger.TriggerBinding;
import io.fluxo.messages.value.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a workflow, in the order of its life. */
public sealed interface WorkflowEvent {

  /** A draft was kept. The first event of the stream, unless the workflow was published at once. */
  record WorkflowDrafted(WorkflowKey key, String name, String source) implements WorkflowEvent {}

  /**
   * A version came into force.
   *
   * @param source the definition as it was written
   * @param definition the definition as a JSON tree
   * @param hash SHA-256 over the canonical JSON of the definition, lower-case hex
   * @param triggers what the version listens to, replacing what the version before listened to
   */
  record WorkflowPublished(
      WorkflowKey key,
      int version,
      String name,
      String source,
      Payload definition,
      String hash,
      List<TriggerBinding> triggers)
      implements WorkflowEvent {}

  /** The workflow was taken out of service. */
  record WorkflowArchived(WorkflowKey key, @Nullable String reason) implements WorkflowEvent {}
}
