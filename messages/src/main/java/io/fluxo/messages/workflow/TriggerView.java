package io.fluxo.messages.workflow;

import io.fluxo.messages.trigger.TriggerBinding;

/** A trigger in force: whose, of which version, and what it listens to. */
public record TriggerView(
    String tenant, String workspace, WorkflowId workflow, int version, TriggerBinding binding) {}
