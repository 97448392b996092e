package io.fluxo.messages.run;

import io.fluxo.messages.value.Failure;
import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a node, as shown: a pure evaluation, an effect, or a wait.
 *
 * @param ordinal the activation's ordinal for effects and waits, 0 for pure evaluations
 * @param node the node's id
 * @param type the node type, null for pure evaluations and waits
 * @param status evaluated, scheduled, active, retrying, waiting, held, escalated, succeeded,
 *     failed, unknown, skipped, fell_back, retried, cancelled
 * @param attempts attempts begun so far
 * @param durationMillis from begin to end, null while open
 * @param undo whether the effect can be undone (possible), was (done) or could not be (failed);
 *     null where its node does not say how
 */
public record StepView(
    int ordinal,
    String node,
    @Nullable String type,
    String status,
    int attempts,
    @Nullable Payload input,
    @Nullable Payload output,
    @Nullable String branch,
    @Nullable Failure failure,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMillis,
    @Nullable String undo) {}
