package io.fluxo.query.evidence;

import io.fluxo.messages.catalogue.Tables;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the notary writes. All of it is written by who holds the place, in its transaction. */
final class LogTables {

  /**
   * Where the notary is.
   *
   * @param position the last one that it has looked at
   * @param last the last one there is
   * @param completeAt everything that was stored before that is in the log
   */
  record Place(long position, long last, @Nullable Instant completeAt) {}

  /** The right edge of a tenant's tree. */
  record Head(Frontier frontier, long position) {}

  /** What one pass appends to the log of one tenant. */
  record Batch(String tenant, long first, int count, LeafCodec.Stored leaves) {}

  private static final String PLACE =
      "SELECT position, (SELECT coalesce(max(global_index), 0) FROM %s), complete_at FROM log_place"
              .formatted(Tables.EVENT)
          + " FOR UPDATE OF log_place";

  private final JdbcTemplate jdbc;

  LogTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the place until the transaction ends.
   *
   * @param wait whether to wait for who holds it
   * @return null where somebody else holds it
   */
  @Nullable Place take(boolean wait) {
    List<Place> places =
        jdbc.query(
            PLACE + (wait ? "" : " SKIP LOCKED"),
            (row, number) ->
                new Place(row.getLong(1), row.getLong(2), instant(row.getTimestamp(3))));
    return places.isEmpty() ? null : places.getFirst();
  }

  void move(long position, @Nullable Instant completeAt) {
    jdbc.update(
        "UPDATE log_place SET position = ?, complete_at = coalesce(?, complete_at)",
        position,
        completeAt == null ? null : Timestamp.from(completeAt));
  }

  Map<String, Head> heads(Collection<String> tenants) {
    Map<String, Head> heads = new HashMap<>();
    jdbc.query(
        "SELECT tenant, size, frontier, position FROM log_head WHERE tenant = ANY (?)",
        row -> {
          heads.put(
              row.getString(1),
              new Head(new Frontier(row.getLong(2), row.getBytes(3)), row.getLong(4)));
        },
        (Object) tenants.toArray(String[]::new));
    return heads;
  }

  void append(List<Batch> batches, long upto) {
    jdbc.batchUpdate(
        "INSERT INTO log_batch (tenant, first, count, upto, names, hashes)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        batches,
        batches.size(),
        (statement, batch) -> {
          statement.setString(1, batch.tenant());
          statement.setLong(2, batch.first());
          statement.setInt(3, batch.count());
          statement.setLong(4, upto);
          statement.setBytes(5, batch.leaves().names());
          statement.setBytes(6, batch.leaves().hashes());
        });
  }

  void keep(List<Map.Entry<String, Frontier.Subtree>> subtrees) {
    if (subtrees.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "INSERT INTO log_subtree (tenant, level, index, hash) VALUES (?, ?, ?, ?)",
        subtrees,
        subtrees.size(),
        (statement, subtree) -> {
          statement.setString(1, subtree.getKey());
          statement.setInt(2, subtree.getValue().level());
          statement.setLong(3, subtree.getValue().index());
          statement.setBytes(4, subtree.getValue().hash());
        });
  }

  void keep(Map<String, Head> heads) {
    jdbc.batchUpdate(
        """
        INSERT INTO log_head (tenant, size, frontier, position) VALUES (?, ?, ?, ?)
        ON CONFLICT (tenant) DO UPDATE SET size = excluded.size, frontier = excluded.frontier,
          position = excluded.position
        """,
        heads.entrySet(),
        heads.size(),
        (statement, head) -> {
          statement.setString(1, head.getKey());
          statement.setLong(2, head.getValue().frontier().size());
          statement.setBytes(3, head.getValue().frontier().bytes());
          statement.setLong(4, head.getValue().position());
        });
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
