package io.fluxo.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Nothing is left out of the log, and nothing stands in it twice or out of order. */
class NotaryTest {

  private static final String INSERT =
      "INSERT INTO event (aggregate_id, sequence, aggregate_type, event_id, type, time, metadata,"
          + " payload) VALUES (?, 0, 'any', 'e', 'flx.any', '2026-01-31T12:00:00Z', ?, '')";

  private final LogSide log = new LogSide(1);

  @Test
  void everyTenantsEventsAreInItsLogInTheOrderOfTheStore() {
    log.store("acme", 300).store("other", 40).store("acme", 2_500).log();
    assertThat(log.logged("acme")).hasSize(2_800).isSorted();
    assertThat(log.logged("other")).hasSize(40).isSorted();
    assertThat(log.side.jdbc().queryForObject("SELECT position FROM log_place", Long.class))
        .isEqualTo(2_840);
    assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.DONE);
    log.store("acme", 1).log();
    assertThat(log.logged("acme")).hasSize(2_801);
  }

  @Test
  void theTreeIsTheOneOfItsLeaves() {
    log.store("acme", 700).log().store("acme", 1_300).log();
    List<LoggedLeaf> leaves = new LeafTable(log.side.jdbc()).leaves("acme", 0, 5_000);
    Frontier tree = new Frontier();
    leaves.forEach(leaf -> tree.append(leaf.hash(), subtree -> {}));
    assertThat(log.side.jdbc().queryForObject("SELECT frontier FROM log_head", byte[].class))
        .isEqualTo(tree.bytes());
    Proofs stored = new Proofs(new StoredNodes(new LeafTable(log.side.jdbc()), "acme"));
    assertThat(stored.root(2_000)).isEqualTo(tree.root());
  }

  @Test
  void itWaitsForATransactionThatMayStillBringAnEarlierEvent() throws SQLException {
    log.store("acme", 3).log();
    try (Connection slow = open()) {
      insert(slow, "slow", "acme");
      log.store("acme", 2);
      assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.GAP);
      assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.GAP);
      assertThat(log.logged("acme")).containsExactly(1L, 2L, 3L);
      slow.commit();
    }
    log.log();
    assertThat(log.logged("acme")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void itPassesOverWhatWasRolledBackAndOverNothingElse() throws SQLException {
    log.store("acme", 1);
    try (Connection gone = open();
        Connection late = open()) {
      insert(gone, "gone", "acme");
      insert(late, "late", "acme");
      log.store("acme", 1);
      gone.rollback();
      assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.GAP);
      assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.GAP);
      assertThat(log.logged("acme")).containsExactly(1L);
      late.commit();
    }
    log.log();
    assertThat(log.logged("acme")).containsExactly(1L, 3L, 4L);
  }

  /** A new wait does not make an older one forget whom it waits for. */
  @Test
  void aTransactionThatBeginsWhileItWaitsIsWaitedForToo() throws SQLException {
    try (Connection first = open();
        Connection second = open()) {
      insert(first, "first", "acme");
      log.store("acme", 1);
      assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.GAP);
      insert(second, "second", "acme");
      log.store("acme", 1);
      first.commit();
      assertThat(log.notary.pass(true)).isEqualTo(Notary.Outcome.GAP);
      assertThat(log.logged("acme")).containsExactly(1L, 2L);
      second.rollback();
    }
    log.log();
    assertThat(log.logged("acme")).containsExactly(1L, 2L, 4L);
  }

  @Test
  void twoNotariesMakeOneLogOfWhatManyWriteAtOnce() throws Exception {
    long seed = 11;
    Notary other = new Notary(log.side.jdbc(), () -> LogSide.START);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String name = "w" + writer;
        Random random = new Random(seed + writer);
        writers.add(threads.submit(() -> write(name, random)));
      }
      List<Future<?>> notaries = new ArrayList<>();
      for (Notary notary : List.of(log.notary, other)) {
        notaries.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    notary.pass(false);
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      over.set(true);
      for (Future<?> notary : notaries) {
        notary.get();
      }
    }
    log.log();
    assertThat(log.logged("acme")).as("seed %d", seed).isEqualTo(log.stored());
    assertThat(log.stored()).hasSizeGreaterThan(500);
  }

  private Void write(String name, Random random) throws SQLException {
    try (Connection connection = open()) {
      for (int i = 0; i < 150; i++) {
        int events = 1 + random.nextInt(4);
        for (int event = 0; event < events; event++) {
          insert(connection, name + "-" + i + "-" + event, "acme");
        }
        if (random.nextInt(5) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
    return null;
  }

  @Test
  void aPassThatFailsLeavesNothing() {
    log.store("acme", 5);
    log.side.owner().execute("ALTER TABLE log_head RENAME TO away");
    try {
      assertThatThrownBy(() -> log.notary.pass(true)).isNotNull();
    } finally {
      log.side.owner().execute("ALTER TABLE away RENAME TO log_head");
    }
    assertThat(log.logged("acme")).isEmpty();
    log.log();
    assertThat(log.logged("acme")).hasSize(5);
  }

  @Test
  void aPlaceThatWasSetBackDoesNotLogTwice() {
    log.store("acme", 5).log();
    log.side.owner().execute("UPDATE log_place SET position = 2");
    assertThatThrownBy(() -> log.notary.pass(true)).hasMessageContaining("set back");
    assertThat(log.logged("acme")).hasSize(5);
  }

  @Test
  void whatIsNobodysIsLoggedApart() {
    for (String metadata :
        new String[] {"", "{", "[]", "{\"t\":1}", "{\"t\":\"a b\"}", "{\"t\":\"a\\nb\"}", "{} x"}) {
      assertThat(EventRows.tenant(metadata.getBytes(StandardCharsets.UTF_8)))
          .as(metadata)
          .isEqualTo("-");
    }
    assertThat(EventRows.tenant(LogSide.metadata("acme"))).isEqualTo("acme");
    assertThat(
            EventRows.tenant(
                "{\"x\":{\"t\":\"no\"},\"t\":\"yes\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("yes");
    log.store("a b", 2).log();
    assertThat(log.logged("-")).hasSize(2);
  }

  private Connection open() throws SQLException {
    DataSource owner = Objects.requireNonNull(log.side.owner().getDataSource());
    Connection connection = owner.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void insert(Connection connection, String subject, String tenant)
      throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, subject);
      statement.setBytes(2, LogSide.metadata(tenant));
      statement.executeUpdate();
    }
  }
}
