package io.fluxo.messages.dependency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with one dependency of a tenant on this node.
 *
 * @param connector the node type that talks to it
 * @param dependency its name, for example {@code https://api.example.org}
 * @param breaker what its circuit breaker lets through
 * @param failureRate how many of the last calls failed, in percent; null as long as there were few
 * @param active attempts under way
 * @param concurrency how many may be under way at once
 * @param waiting attempts that wait for it, or for a permit of the node type
 * @param oldestWaitingMs for how long the oldest of them has waited, in milliseconds; 0 for none
 * @param blockedUntil until when nothing is begun, null where nothing is held up by time
 * @param lastFailure the error class of the last failure, null where there was none
 */
public record DependencyView(
    String connector,
    String dependency,
    BreakerState breaker,
    @Nullable Double failureRate,
    int active,
    int concurrency,
    int waiting,
    long oldestWaitingMs,
    @Nullable Instant blockedUntil,
    @Nullable String lastFailure) {}
