package io.fluxo.messages.run;

import io.fluxo.messages.workflow.WorkflowId;

/**
 * The published version that a run executes.
 *
 * @param id the workflow
 * @param version its version
 * @param hash the content hash of the version
 */
public record WorkflowRef(WorkflowId id, int version, String hash) {}
