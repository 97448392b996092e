package io.fluxo.messages.humantask;

import io.fluxo.messages.run.WorkflowRef;
import io.fluxo.messages.value.Personal;
import org.jspecify.annotations.Nullable;

/**
 * The run that asked for a task.
 *
 * @param node the node of its definition
 * @param businessKey the run's
 */
public record TaskOrigin(
    WorkflowRef workflow, String node, @Personal @Nullable String businessKey) {}
