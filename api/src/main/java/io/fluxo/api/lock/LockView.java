package io.fluxo.api.lock;

import java.time.Instant;

/**
 * A lock that somebody holds.
 *
 * @param owner who holds it, in the owner's own words
 * @param token the fencing token: greater than that of every acquisition of the name before
 * @param acquiredAt since when, by the clock of the database
 * @param expiresAt until when unless it is renewed, by the clock of the database
 * @param remainingMillis how long that was when the lock was looked at, by anybody's clock
 */
record LockView(
    String name,
    String owner,
    long token,
    Instant acquiredAt,
    Instant expiresAt,
    long remainingMillis) {}
