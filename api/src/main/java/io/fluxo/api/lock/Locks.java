package io.fluxo.api.lock;

import io.fluxo.api.limit.Seats;
import io.fluxo.api.limit.WaitSeats;
import io.fluxo.api.lock.Attempt.Taken;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Acquires, renews and releases locks for whoever asks. */
@Component
final class Locks {

  private final LockTable table;
  private final LockWaiters waiters;
  private final WaitSeats seats;

  Locks(LockTable table, LockWaiters waiters, WaitSeats seats) {
    this.table = table;
    this.waiters = waiters;
    this.seats = seats;
  }

  /**
   * Acquires a lock, or finds that its owner has it already. Who is ready to wait does not overtake
   * those who wait on this node.
   *
   * @param wait how long at most, zero for not at all
   * @return fails with CONFLICT when somebody else holds it all that time
   * @throws io.fluxo.api.problem.Refused where too many wait already
   */
  CompletableFuture<LockView> acquire(
      LockPlace place, String owner, Duration ttl, Duration wait, Context context) {
    boolean fresh = wait.isZero() || !waiters.waitsFor(place);
    Attempt attempt = table.acquire(place, owner, ttl, fresh);
    if (attempt instanceof Taken taken) {
      return CompletableFuture.completedFuture(taken.lock());
    }
    if (wait.isZero()) {
      throw held();
    }
    return await(place, owner, ttl, wait, context);
  }

  private CompletableFuture<LockView> await(
      LockPlace place, String owner, Duration ttl, Duration wait, Context context) {
    Seats.Seat seat = seats.take(context);
    return waiters
        .await(place, owner, ttl, wait)
        .whenComplete((lock, thrown) -> seat.close())
        .thenApply(
            lock -> {
              if (lock == null) {
                throw held();
              }
              return lock;
            });
  }

  private static Rejection held() {
    return new Rejection(
        Rejection.Code.CONFLICT, "Expected to acquire the lock, but somebody else holds it");
  }

  /**
   * Lets a lock last longer; never shorter.
   *
   * @throws Rejection CONFLICT where it is not held by this owner with this token any more
   */
  LockView renew(LockPlace place, String owner, long token, Duration ttl) {
    return table
        .renew(place, owner, token, ttl)
        .orElseThrow(
            () ->
                new Rejection(
                    Rejection.Code.CONFLICT,
                    "Expected to renew the lock, but it is not held by this owner with this token:"
                        + " it has expired or was released"));
  }

  /**
   * Releases a lock; a second time is quiet.
   *
   * @throws Rejection CONFLICT where somebody else has acquired it since
   */
  void release(LockPlace place, String owner, long token) {
    if (!table.release(place, owner, token)) {
      throw new Rejection(
          Rejection.Code.CONFLICT,
          "Expected to release the lock, but it has been acquired since with another token");
    }
    waiters.freed(place);
  }
}
