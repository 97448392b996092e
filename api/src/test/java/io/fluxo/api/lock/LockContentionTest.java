package io.fluxo.api.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.story.RunningFluxo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two hundred want one lock, and some of them stop in the middle and come back late. */
class LockContentionTest {

  private static final int OWNERS = 200;

  /** No more than there are connections: whoever holds the lock needs one to release it. */
  private static final int FEW = 10;

  private static final int ROUNDS = 2;
  private static final Duration TTL = Duration.ofMinutes(30);
  private static final Context CONTEXT =
      new Context("acme", "main", "user:a", "correlation", null, null);

  /** What the lock protects: it refuses tokens smaller than one that it has seen. */
  private static final class Resource {
    private final AtomicInteger inside = new AtomicInteger();
    private final List<Long> tokens = Collections.synchronizedList(new ArrayList<>());
    private long greatest;

    synchronized boolean write(long token) {
      greatest = Math.max(greatest, token);
      return token == greatest;
    }

    void use(long token) {
      assertThat(inside.incrementAndGet()).isEqualTo(1);
      tokens.add(token);
      assertThat(write(token)).isTrue();
      Thread.yield();
      assertThat(inside.decrementAndGet()).isZero();
    }
  }

  /** An owner who stopped while it held the lock. */
  private record Late(LockPlace place, String owner, long token) {}

  private static final AtomicBoolean failed = new AtomicBoolean();
  private static RunningFluxo fluxo;
  private static Locks locks;
  private static LockTable table;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    locks = fluxo.bean(Locks.class);
    table = fluxo.bean(LockTable.class);
    jdbc = fluxo.bean(JdbcTemplate.class);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @Test
  void neverTwoHoldItAndTokensOnlyGrow() throws Exception {
    LockPlace place = new LockPlace("acme", "main", "one");
    Resource resource = new Resource();
    List<Late> late =
        all(
            OWNERS,
            (owner, random, gone) -> {
              for (int round = 0; round < ROUNDS; round++) {
                LockView lock = patiently(place, owner);
                resource.use(lock.token());
                if (random.nextInt(25) == 0) {
                  gone.add(new Late(place, owner, lock.token()));
                  expire(lock.token());
                } else {
                  locks.release(place, owner, lock.token());
                }
              }
            });
    assertThat(resource.tokens).hasSize(OWNERS * ROUNDS).isSorted().doesNotHaveDuplicates();
    assertThat(late).isNotEmpty();
    refused(late, resource);
  }

  /** Without waiting: tries again and again, from all sides, while rows come and go. */
  @Test
  void whoTriesAgainAndAgainNeverGetsWhatAnotherHas() throws Exception {
    LockPlace place = new LockPlace("acme", "main", "two");
    Resource resource = new Resource();
    List<Late> late =
        all(
            FEW,
            (owner, random, gone) -> {
              while (resource.tokens.size() < 200 && !failed.get()) {
                if (table.acquire(place, owner, TTL, true) instanceof Attempt.Taken taken) {
                  long token = taken.lock().token();
                  resource.use(token);
                  switch (random.nextInt(3)) {
                    case 0 -> {
                      gone.add(new Late(place, owner, token));
                      expire(token);
                    }
                    case 1 -> // as if it had been swept
                        jdbc.update("DELETE FROM held_lock WHERE token = ?", token);
                    default -> assertThat(table.release(place, owner, token)).isTrue();
                  }
                }
              }
            });
    assertThat(resource.tokens).isSorted().doesNotHaveDuplicates();
    refused(late, resource);
  }

  /** On a busy machine a minute may not be enough for two hundred. */
  private static LockView patiently(LockPlace place, String owner) throws Exception {
    while (true) {
      try {
        return locks.acquire(place, owner, TTL, Duration.ofSeconds(60), CONTEXT).get();
      } catch (ExecutionException e) {
        if (failed.get() || !(e.getCause() instanceof Rejection)) {
          throw e;
        }
      }
    }
  }

  private static void expire(long token) {
    jdbc.update("UPDATE held_lock SET expires_at = now() - interval '1 ms' WHERE token = ?", token);
  }

  /** Whoever comes back after somebody else got the lock is told so, by lock and resource. */
  private static void refused(List<Late> late, Resource resource) {
    for (Late each : late) {
      Attempt.Taken next = (Attempt.Taken) table.acquire(each.place(), "the last one", TTL, true);
      resource.write(next.lock().token());
      assertThat(table.renew(each.place(), each.owner(), each.token(), TTL)).isEmpty();
      assertThat(table.release(each.place(), each.owner(), each.token())).isFalse();
      assertThat(resource.write(each.token())).isFalse();
    }
  }

  private interface Work {
    void of(String owner, Random random, List<Late> gone) throws Exception;
  }

  private static List<Late> all(int owners, Work work) throws Exception {
    long seed = Long.getLong("locks.seed", ThreadLocalRandom.current().nextLong());
    List<Late> gone = Collections.synchronizedList(new ArrayList<>());
    failed.set(false);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < owners; i++) {
        String owner = "owner " + i;
        Random random = new Random(seed + i);
        ends.add(
            threads.submit(
                () -> {
                  try {
                    work.of(owner, random, gone);
                  } catch (Exception | Error e) {
                    failed.set(true);
                    throw e;
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        try {
          end.get();
        } catch (Exception e) {
          throw new AssertionError("seed " + seed, e);
        }
      }
    }
    return gone;
  }
}
