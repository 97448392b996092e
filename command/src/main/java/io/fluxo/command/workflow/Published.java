package io.fluxo.command.workflow;

import io.fluxo.messages.run.WorkflowRef;

/**
 * A published version.
 *
 * @param archived whether the workflow is out of service
 */
public record Published(WorkflowRef ref, Definition definition, boolean archived) {}
