package io.fluxo.messages.run;

/**
 * The answer to starting a run.
 *
 * @param runId the run: the new one, or the one that the same key started before
 * @param workflow the version that it executes
 * @param duplicate whether an earlier start with the same key is answered again
 */
public record RunStart(RunId runId, WorkflowRef workflow, boolean duplicate) {}
