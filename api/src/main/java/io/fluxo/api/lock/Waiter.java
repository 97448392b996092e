package io.fluxo.api.lock;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One who waits for a lock.
 *
 * @param answer the lock, or null when the wait is over
 */
record Waiter(
    LockPlace place, String owner, Duration ttl, CompletableFuture<@Nullable LockView> answer) {}
