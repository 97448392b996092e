package io.fluxo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.api.limit.SharedBuckets.Grant;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a node lets through while the shared bucket answers, does not answer, or fails. */
class ShareTest {

  private static final Rate RATE = new Rate(100, Duration.ofSeconds(100));

  private final AtomicLong now = new AtomicLong(1);
  private final AtomicInteger asked = new AtomicInteger();

  private Limit limit(SharedBuckets buckets) {
    return new Limit("caller", RATE, new Renewals(buckets, Runnable::run), now::get);
  }

  private static int let(Limit limit, int tries) {
    int through = 0;
    for (int i = 0; i < tries; i++) {
      through += limit.take("ana").allowed() ? 1 : 0;
    }
    return through;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Gives all that is asked for. */
  private Grant generous(String key, Rate rate, long owed, long wanted) {
    asked.incrementAndGet();
    return new Grant(wanted, 100);
  }

  @Test
  void aNodeAloneLetsThroughWhatTheRateSaysAndAsksSeldom() {
    Limit limit = limit(this::generous);
    assertThat(let(limit, 250)).isEqualTo(100);
    assertThat(asked.get()).isBetween(5, 25);
    pass(Duration.ofSeconds(7));
    assertThat(let(limit, 250)).isEqualTo(7);
  }

  @Test
  void whatIsLeftIsToldAndWhenItComesBack() {
    Limit limit = limit(this::generous);
    let(limit, 40);
    Verdict verdict = limit.take("ana");
    assertThat(verdict.remaining()).isEqualTo(59);
    assertThat(verdict.seconds()).isEqualTo(41);
    let(limit, 59);
    Verdict refused = limit.take("ana");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.seconds()).isEqualTo(1);
    assertThat(limit.take("bob").allowed()).isTrue();
  }

  @Test
  void whatOthersUsedUpIsRefusedHereUntilItIsBack() {
    Limit limit = limit((key, rate, owed, wanted) -> new Grant(0, -19));
    assertThat(let(limit, 10)).isEqualTo(1);
    assertThat(limit.take("ana").seconds()).isEqualTo(20);
    pass(Duration.ofSeconds(20));
    assertThat(limit.take("ana").allowed()).isTrue();
  }

  @Test
  void nobodyWaitsForARenewalAndOnlyAFewGoAheadOfIt() {
    Limit limit = new Limit("caller", RATE, new Renewals(this::generous, run -> {}), now::get);
    assertThat(let(limit, 50)).isEqualTo(10);
  }

  @Test
  void aRenewalThatTakesTooLongLeavesTheNodeToItself() {
    Limit limit = new Limit("caller", RATE, new Renewals(this::generous, run -> {}), now::get);
    let(limit, 50);
    pass(Duration.ofMillis(300));
    assertThat(let(limit, 500)).isEqualTo(90);
  }

  @Test
  void aDatabaseThatIsDownRefusesNobodyAndTheNodeCountsAlone() {
    Limit limit =
        limit(
            (key, rate, owed, wanted) -> {
              asked.incrementAndGet();
              throw new IllegalStateException("The database is down");
            });
    assertThat(let(limit, 500)).isEqualTo(100);
    assertThat(asked).hasValue(1);
    pass(Duration.ofSeconds(2));
    assertThat(let(limit, 500)).isEqualTo(2);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aQueueOfRenewalsThatIsFullRefusesNobody() {
    Limit limit =
        new Limit(
            "caller",
            RATE,
            new Renewals(
                this::generous,
                run -> {
                  throw new RejectedExecutionException();
                }),
            now::get);
    assertThat(let(limit, 500)).isEqualTo(100);
  }

  @Test
  void whatWasNotUsedInTimeIsNotKept() {
    AtomicLong left = new AtomicLong(100);
    Limit limit =
        limit(
            (key, rate, owed, wanted) -> {
              long given = Math.min(wanted, Math.max(0, left.addAndGet(-owed)));
              return new Grant(given, left.addAndGet(-given));
            });
    let(limit, 1);
    left.set(0);
    pass(Duration.ofSeconds(101));
    // One goes ahead of the renewal, which finds that others used up everything.
    assertThat(let(limit, 50)).isEqualTo(1);
  }
}
