package io.fluxo.messages.run;

import io.fluxo.messages.value.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a run's log.
 *
 * @param id unique inside the run and stable
 * @param node the node that it speaks of, if any
 */
public record LogLine(
    String id,
    Instant timestamp,
    LogLevel level,
    String message,
    @Nullable String node,
    @Nullable Payload data) {}
