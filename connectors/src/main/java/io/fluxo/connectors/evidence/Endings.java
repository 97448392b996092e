package io.fluxo.connectors.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.connectors.evidence.pack.RunEnds;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogLag;
import io.fluxo.messages.value.Json;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds runs that have ended by looking through the store once, behind the log: what is in the log
 * has no gap that may yet be filled. Nothing is written where runs are worked on.
 */
@Component
final class Endings {

  /** A run that wants a pack. */
  record Due(String tenant, String workspace, String run, int tries) {}

  private static final int WINDOW = 5_000;
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final ObjectMapper MAPPER = Json.mapper();

  private final JdbcTemplate jdbc;
  private final LogLag lag;
  private final ObjectProvider<PlatformTransactionManager> transactions;

  Endings(JdbcTemplate jdbc, LogLag lag, ObjectProvider<PlatformTransactionManager> transactions) {
    this.jdbc = jdbc;
    this.lag = lag;
    this.transactions = transactions;
  }

  /**
   * Looks through the next part of the store.
   *
   * @return whether there is more
   */
  boolean look(Instant now) {
    TransactionTemplate whole = new TransactionTemplate(transactions.getObject());
    return Boolean.TRUE.equals(whole.execute(transaction -> next(now)));
  }

  private boolean next(Instant now) {
    List<Long> place =
        jdbc.queryForList("SELECT position FROM evidence_place FOR UPDATE SKIP LOCKED", Long.class);
    if (place.isEmpty()) {
      return false; // another node looks
    }
    long from = place.getFirst();
    // In this order: what is stored in between only makes the result smaller.
    Long last =
        jdbc.queryForObject(
            "SELECT coalesce(max(global_index), 0) FROM " + Tables.EVENT, Long.class);
    long logged = (last == null ? 0 : last) - lag.now().events();
    long to = Math.min(logged, from + WINDOW);
    if (to <= from) {
      return false;
    }
    jdbc.query(
        """
        SELECT aggregate_id, metadata FROM %s
         WHERE global_index > ? AND global_index <= ? AND type = ANY (?)
        """
            .formatted(Tables.EVENT),
        row -> {
          JsonNode metadata = json(row.getBytes(2));
          if (metadata != null && metadata.hasNonNull(Context.TENANT)) {
            due(metadata, row.getString(1), now);
          }
        },
        from,
        to,
        RunEnds.STATUS.keySet().toArray(String[]::new));
    jdbc.update("UPDATE evidence_place SET position = ?", to);
    return to < logged;
  }

  private void due(JsonNode metadata, String run, Instant now) {
    jdbc.update(
        """
        INSERT INTO evidence_due (tenant, workspace, run, tries, due_at) VALUES (?, ?, ?, 0, ?)
        ON CONFLICT (tenant, run) DO UPDATE SET tries = 0, due_at = excluded.due_at
        """,
        metadata.path(Context.TENANT).asText(),
        metadata.path(Context.WORKSPACE).asText(),
        run,
        Timestamp.from(now));
  }

  /** Takes the run that has waited longest; others get it when its time is over. */
  @Nullable Due take(Instant now) {
    List<Due> taken =
        jdbc.query(
            """
            UPDATE evidence_due SET tries = tries + 1, due_at = ?
             WHERE (tenant, run) = (SELECT tenant, run FROM evidence_due WHERE due_at <= ?
                                     ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING tenant, workspace, run, tries
            """,
            (row, number) ->
                new Due(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)),
            Timestamp.from(now.plus(LEASE)),
            Timestamp.from(now));
    return taken.isEmpty() ? null : taken.getFirst();
  }

  /** It has its pack, or never will; unless it ended once more meanwhile. */
  void done(Due due) {
    jdbc.update(
        "DELETE FROM evidence_due WHERE tenant = ? AND run = ? AND tries = ?",
        due.tenant(),
        due.run(),
        due.tries());
  }

  /** It is tried again. */
  void later(Due due, Instant at) {
    jdbc.update(
        "UPDATE evidence_due SET due_at = ? WHERE tenant = ? AND run = ? AND tries = ?",
        Timestamp.from(at),
        due.tenant(),
        due.run(),
        due.tries());
  }

  private static @Nullable JsonNode json(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (IOException e) {
      return null; // nobody's: the log has it as such, and no run can be shown of it
    }
  }
}
