package io.fluxo.command.store;

import io.fluxo.messages.catalogue.Tables;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out whether a transaction committed whose COMMIT was not answered. One event of it tells of
 * all: it is looked for by trying to write another one in its place. That waits for a transaction
 * that is still under way on the server, as no look would, and is undone.
 */
public final class Doubts {

  private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);
  private static final int ATTEMPTS = 5;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  /** What became of a transaction. */
  public enum Verdict {
    COMMITTED,
    NOT_COMMITTED,
    /** The database could not be asked. */
    UNKNOWN
  }

  /** An event of the transaction, and what follows once it is known to be there. */
  record Witness(String subject, long sequence, String eventId, Runnable then) {

    private static final String KEY = Witness.class.getName();

    /** Leaves the first event of a transaction as its witness. */
    void leaveIn(UnitOfWork<?> root) {
      root.resources().putIfAbsent(KEY, this);
    }

    static @Nullable Witness in(UnitOfWork<?> root) {
      return root.getResource(KEY);
    }
  }

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  Doubts(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * What became of the transaction of a unit of work, waiting a few seconds for a database that is
   * away. Where it did commit, all that follows a commit is done before this returns.
   */
  public Verdict settle(UnitOfWork<?> root) {
    Witness witness = Witness.in(root);
    if (witness == null) {
      return Verdict.NOT_COMMITTED; // it stored nothing, so it may be done again
    }
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        boolean committed =
            Boolean.TRUE.equals(
                transactions.execute(
                    status -> {
                      status.setRollbackOnly();
                      return isThere(witness);
                    }));
        LOG.warn("A commit that was not answered {}", committed ? "did happen" : "did not happen");
        if (committed) {
          follow(witness);
        }
        return committed ? Verdict.COMMITTED : Verdict.NOT_COMMITTED;
      } catch (RuntimeException e) {
        LOG.warn("Whether a commit happened cannot be asked yet ({})", e.getClass().getName());
        LockSupport.parkNanos(PAUSE);
      }
    }
    return Verdict.UNKNOWN;
  }

  private static void follow(Witness witness) {
    try {
      witness.then().run();
    } catch (RuntimeException e) {
      LOG.warn("What follows a commit failed; the sweeper finds the work", e);
    }
  }

  private boolean isThere(Witness witness) {
    int written =
        jdbc.update(
            """
            INSERT INTO %s (aggregate_id, sequence, aggregate_type, event_id, type, time, metadata,
              payload) VALUES (?, ?, '', '', '', '', '', '') ON CONFLICT DO NOTHING
            """
                .formatted(Tables.EVENT),
            witness.subject(),
            witness.sequence());
    if (written > 0) {
      return false;
    }
    List<String> there =
        jdbc.queryForList(
            "SELECT event_id FROM %s WHERE aggregate_id = ? AND sequence = ?"
                .formatted(Tables.EVENT),
            String.class,
            witness.subject(),
            witness.sequence());
    return there.contains(witness.eventId());
  }
}
