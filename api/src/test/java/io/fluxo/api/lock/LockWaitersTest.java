package io.fluxo.api.lock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxo.api.lock.Attempt.Taken;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.story.RunningFluxo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Who waits for a lock gets it in turn, as soon as it is free, and an answer in any case. */
class LockWaitersTest {

  private static final Duration TTL = Duration.ofMinutes(30);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Context CONTEXT =
      new Context("acme", "main", "user:a", "correlation", null, null);

  private static RunningFluxo fluxo;
  private static Locks locks;
  private static LockTable table;
  private static LockReader reader;

  private LockPlace place;

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
    locks = fluxo.bean(Locks.class);
    table = fluxo.bean(LockTable.class);
    reader = fluxo.bean(LockReader.class);
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  @BeforeEach
  void name(TestInfo test) {
    place = new LockPlace("acme", "main", test.getDisplayName());
  }

  private LockView take(String owner, Duration ttl) {
    return ((Taken) table.acquire(place, owner, ttl, true)).lock();
  }

  private CompletableFuture<LockView> wait(String owner, Duration wait) {
    return locks.acquire(place, owner, TTL, wait, CONTEXT);
  }

  /** Who came before has tried in vain by now, for one thread does it all in turn. */
  private void triedOnce() {
    CompletableFuture<LockView> brief = wait("brief", Duration.ofMillis(1));
    assertThatThrownBy(() -> brief.get(5, SECONDS)).hasMessageContaining("somebody else");
  }

  @Test
  void theyComeInTurnAndNobodyWhoWaitsOvertakes() throws Exception {
    LockView first = take("first", TTL);
    List<CompletableFuture<LockView>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(wait("w" + i, LONG));
    }
    // Its owner asks again, as after an answer that was lost, and does not stand in line.
    assertThat(wait("first", LONG).get(5, SECONDS).token()).isEqualTo(first.token());
    locks.release(place, "first", first.token());
    long before = first.token();
    for (int i = 0; i < 20; i++) {
      LockView lock = waiting.get(i).get(5, SECONDS);
      assertThat(lock.owner()).isEqualTo("w" + i);
      assertThat(lock.token()).isGreaterThan(before);
      assertThat(waiting.subList(i + 1, 20)).noneMatch(CompletableFuture::isDone);
      before = lock.token();
      locks.release(place, "w" + i, before);
    }
  }

  @Test
  void aReleaseOnThisNodeIsHeardAtOnce() throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      LockView held = take("holder", TTL);
      CompletableFuture<LockView> next = wait("next", LONG);
      triedOnce();
      locks.release(place, "holder", held.token());
      locks.release(place, "next", next.get(5, SECONDS).token());
    }
    // Who only looks once in half a second needs ten.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aLockThatEndsIsTakenThen() throws Exception {
    Duration soonest = LONG;
    for (int i = 0; i < 3; i++) {
      LockView held = take("paused", Duration.ofMillis(100));
      LockView next = wait("next", LONG).get(10, SECONDS);
      assertThat(next.acquiredAt()).isAfterOrEqualTo(held.expiresAt());
      Duration late = Duration.between(held.expiresAt(), next.acquiredAt());
      soonest = late.compareTo(soonest) < 0 ? late : soonest;
      locks.release(place, "next", next.token());
    }
    // Who only looks once in half a second comes 400 milliseconds late.
    assertThat(soonest).isLessThan(Duration.ofMillis(300));
  }

  @Test
  void anOwnerWhoPausedBeyondItsTimeIsTooLate() throws Exception {
    LockView held = take("paused", Duration.ofMillis(100));
    LockView next = wait("next", LONG).get(10, SECONDS);
    assertThat(next.token()).isGreaterThan(held.token());
    assertThatThrownBy(() -> locks.renew(place, "paused", held.token(), TTL))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("expired");
    assertThatThrownBy(() -> locks.release(place, "paused", held.token()))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("acquired since");
    assertThat(reader.find(place).orElseThrow().owner()).isEqualTo("next");
  }

  @Test
  void whatAnotherNodeReleasesIsFoundSoon() throws Exception {
    LockView held = take("elsewhere", TTL);
    CompletableFuture<LockView> next = wait("here", LONG);
    triedOnce();
    assertThat(table.release(place, "elsewhere", held.token())).isTrue();
    assertThat(next.get(3, SECONDS).token()).isGreaterThan(held.token());
  }

  @Test
  void whoHasWaitedLongEnoughIsToldAndGetsNothingLater() {
    LockView held = take("holder", TTL);
    CompletableFuture<LockView> impatient = wait("impatient", Duration.ofMillis(300));
    assertThatThrownBy(() -> impatient.get(5, SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            Rejection.class, no -> assertThat(no.code()).isEqualTo(Rejection.Code.CONFLICT));
    locks.release(place, "holder", held.token());
    assertThat(fluxo.bean(LockWaiters.class).waitsFor(place)).isFalse();
    assertThat(reader.find(place)).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayForAWhileOnlyDelays() throws Exception {
    AtomicBoolean away = new AtomicBoolean();
    CountDownLatch tries = new CountDownLatch(3);
    DataSource faulty =
        new DelegatingDataSource(fluxo.bean(DataSource.class)) {
          @Override
          public Connection getConnection() throws SQLException {
            if (away.get()) {
              tries.countDown();
              throw new SQLException("away");
            }
            return super.getConnection();
          }
        };
    JdbcTemplate jdbc = new JdbcTemplate(faulty);
    LockWaiters waiters = new LockWaiters(new LockTable(jdbc), new LockReader(jdbc));
    waiters.start();
    LockView held = take("holder", TTL);
    away.set(true);
    CompletableFuture<LockView> next = waiters.await(place, "next", TTL, LONG);
    assertThat(tries.await(10, SECONDS)).isTrue();
    assertThat(waiters.await(place, "other", TTL, Duration.ofMillis(10)).get(5, SECONDS)).isNull();
    table.release(place, "holder", held.token());
    away.set(false);
    assertThat(next.get(5, SECONDS).owner()).isEqualTo("next");
    waiters.stop();
  }

  @Test
  void aNodeThatStopsAnswersWhoWaits() {
    LockWaiters waiters = new LockWaiters(table, reader);
    waiters.start();
    take("holder", TTL);
    CompletableFuture<LockView> one = waiters.await(place, "one", TTL, LONG);
    CompletableFuture<LockView> two = waiters.await(place, "two", TTL, LONG);
    waiters.stop();
    for (CompletableFuture<LockView> each :
        List.of(one, two, waiters.await(place, "three", TTL, LONG))) {
      assertThatThrownBy(() -> each.get(5, SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              Rejection.class, no -> assertThat(no.code()).isEqualTo(Rejection.Code.UNAVAILABLE));
    }
    waiters.freed(place);
  }
}
