package io.fluxo.messages.run;

import io.fluxo.messages.trigger.TriggerKind;
import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run, as shown.
 *
 * @param input what it was started with; null in lists
 * @param output its result, once it has completed; null in lists
 * @param failedNode the node at which it failed, if it did
 * @param events how many events its own stream holds
 * @param attention why it asks for a person, null where it does not
 */
public record RunView(
    RunId runId,
    WorkflowRef workflow,
    RunStatus status,
    TriggerKind trigger,
    @Nullable String businessKey,
    @Nullable String parent,
    @Nullable Payload input,
    @Nullable Payload output,
    @Nullable Failure failure,
    @Nullable String failedNode,
    String correlation,
    Instant startedAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    long events,
    @Nullable Attention attention) {}
