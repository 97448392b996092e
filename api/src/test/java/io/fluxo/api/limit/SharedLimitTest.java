package io.fluxo.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxo.story.RunningFluxo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes of one installation, each with a share of its own, over one real PostgreSQL. */
class SharedLimitTest {

  private static final Rate RATE = new Rate(200, Duration.ofSeconds(200));

  private static RunningFluxo fluxo;

  private final AtomicLong nanos = new AtomicLong(Duration.ofDays(20_000).toNanos());

  @BeforeAll
  static void start() {
    fluxo = RunningFluxo.inNewFolder();
  }

  @AfterAll
  static void stop() {
    fluxo.close();
  }

  /** One node; its renewals are made when they are told to. */
  private final class Node {
    private final Queue<Runnable> renewals = new ArrayDeque<>();
    private final Limit limit;

    Node(String name) {
      limit =
          new Limit(
              name,
              RATE,
              new Renewals(
                  new PostgresBuckets(
                      fluxo.bean(DataSource.class), () -> Instant.EPOCH.plusNanos(nanos.get())),
                  renewals::add),
              nanos::get);
    }

    /** Whether it is let through; a renewal that this asked for is made right after. */
    int take() {
      int through = takeAhead();
      renew();
      return through;
    }

    int takeAhead() {
      return limit.take("ana").allowed() ? 1 : 0;
    }

    void renew() {
      while (!renewals.isEmpty()) {
        renewals.remove().run();
      }
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void twoNodesTogetherLetThroughWhatOneWould() {
    Node one = new Node("together");
    Node two = new Node("together");
    int through = 0;
    for (int i = 0; i < 500; i++) {
      through += one.take() + two.take();
    }
    assertThat(through).isBetween(200, 202);
    pass(Duration.ofSeconds(60));
    int more = 0;
    for (int i = 0; i < 500; i++) {
      more += one.take() + two.take();
    }
    assertThat(through + more).isBetween(259, 264);
  }

  @Test
  void nodesThatBurstBeforeTheirRenewalsExceedItByTheirCreditOnceAndPayItBack() {
    Node one = new Node("burst");
    Node two = new Node("burst");
    Node three = new Node("burst");
    int through = 0;
    for (int i = 0; i < 500; i++) {
      through += one.take();
    }
    for (int i = 0; i < 500; i++) {
      through += two.takeAhead() + three.takeAhead();
    }
    long bound = 200 + 2 * Share.credit(RATE);
    assertThat(through).isEqualTo((int) bound);
    two.renew();
    three.renew();
    for (int second = 0; second < 40; second++) {
      pass(Duration.ofSeconds(1));
      for (int i = 0; i < 20; i++) {
        through += one.take() + two.take() + three.take();
      }
    }
    // Forty seconds fill forty, which is what they went ahead by; each may be ahead by one again.
    assertThat(through).isBetween(240, 243);
  }

  @Test
  void whoIsLimitedDoesNotStandInTheTable() {
    new Node("secret").take();
    assertThat(
            new JdbcTemplate(fluxo.bean(DataSource.class))
                .queryForList("SELECT bucket FROM rate_limit", String.class))
        .isNotEmpty()
        .allMatch(bucket -> bucket.matches("[0-9a-f]{64}"));
  }

  @Test
  void bucketsThatAreFullAgainAreRemoved() {
    JdbcTemplate jdbc = new JdbcTemplate(fluxo.bean(DataSource.class));
    Node node = new Node("old");
    node.take();
    pass(Duration.ofHours(1));
    new Node("new").take();
    assertThat(jdbc.queryForObject("SELECT count(*) FROM rate_limit", Integer.class)).isPositive();
    node.take();
    Integer old =
        jdbc.queryForObject(
            "SELECT count(*) FROM rate_limit WHERE expires_at < ?",
            Integer.class,
            Duration.ofNanos(nanos.get()).toMillis());
    assertThat(old).isZero();
  }
}
