package io.fluxo.query.processor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replay: follows the stream that serves until it is as far, then puts the new tables in the
 * place of the old ones. For that moment nobody reads or writes them; whoever comes waits, and
 * finds the new ones.
 */
final class ReplayRun {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

  /** So near that the rest is read while others wait. */
  private static final long NEAR = 2_000;

  private static final long TOLD_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MILLIS = 20;

  /** Shorter than what the database waits before it looks for a deadlock: we give way. */
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '400ms'";

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK = "40P01";

  private final String id;
  private final ReplayTable table;
  private final DataSource data;
  private final ShadowStream shadow;
  private final LongSupplier ticker;
  private long told;

  ReplayRun(
      String id, ReplayTable table, DataSource data, ShadowStream shadow, LongSupplier ticker) {
    this.id = id;
    this.table = table;
    this.data = data;
    this.shadow = shadow;
    this.ticker = ticker;
    this.told = ticker.getAsLong();
  }

  /** Runs to its end. */
  void run() throws Exception {
    boolean analyzed = false;
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("The program ends");
      }
      GapAwareTrackingToken live = live();
      boolean read = live != null && shadow.follow(live);
      tell();
      if (live == null || (!read && live.getIndex() - shadow.position() > NEAR)) {
        Thread.sleep(PAUSE_MILLIS); // the other one has not read a single event, or a gap is open
        continue;
      }
      if (live.getIndex() - shadow.position() <= NEAR) {
        if (!analyzed) {
          table.analyze();
          analyzed = true;
        } else if (swapped()) {
          return;
        }
      }
    }
  }

  private @Nullable GapAwareTrackingToken live() throws SQLException {
    try (Connection connection = data.getConnection()) {
      return LivePlace.read(connection);
    }
  }

  private void tell() {
    long now = ticker.getAsLong();
    if (now - told > TOLD_EVERY) {
      told = now;
      if (!table.alive(id, shadow.position(), shadow.done())) {
        throw new IllegalStateException("The replay was given up, for nothing was heard of it");
      }
    }
  }

  /** Takes the place of what serves; false where that has to be tried again. */
  private boolean swapped() throws Exception {
    try (Connection connection = data.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean done = lock(connection) && catchUp(connection) && swap(connection);
        if (done) {
          connection.commit();
        } else {
          connection.rollback();
        }
        return done;
      } catch (Exception e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK_TIMEOUT);
      statement.execute(
          "LOCK TABLE public."
              + String.join(", public.", table.models())
              + " IN ACCESS EXCLUSIVE MODE");
      return true;
    } catch (SQLException e) {
      if (List.of(LOCK_NOT_AVAILABLE, DEADLOCK).contains(e.getSQLState())) {
        LOG.debug("Somebody is at the read models; they are swapped later");
        return false;
      }
      throw e;
    }
  }

  /** The stream that serves cannot go on now: what it has read is what there is to read. */
  private boolean catchUp(Connection connection) throws Exception {
    GapAwareTrackingToken live = LivePlace.read(connection);
    if (live == null) {
      return false;
    }
    long end = ticker.getAsLong() + LONGEST_WAIT;
    while (shadow.follow(live) || !shadow.isAsFarAs(live, connection)) {
      if (ticker.getAsLong() > end) {
        return false;
      }
    }
    return true;
  }

  private boolean swap(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement end =
            connection.prepareStatement(
                """
                UPDATE projection_replay SET state = 'swapped', ended_at = now(), position = ?,
                  target = ?, done = ? WHERE id = ? AND state = 'running'
                """)) {
      statement.execute(
          """
          INSERT INTO replay.dead_event AS d SELECT * FROM public.dead_event
           WHERE discarded_at IS NOT NULL
          ON CONFLICT (position) DO UPDATE SET discarded_at = excluded.discarded_at,
            discarded_by = excluded.discarded_by, discard_reason = excluded.discard_reason
          """);
      statement.execute("SELECT public.replay_swap()");
      end.setLong(1, shadow.position());
      end.setLong(2, shadow.position());
      end.setLong(3, shadow.done());
      end.setString(4, id);
      if (end.executeUpdate() == 0) {
        throw new IllegalStateException("The replay was given up, for nothing was heard of it");
      }
      return true;
    }
  }
}
