package io.fluxo.query.evidence;

import io.fluxo.messages.catalogue.Tables;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which positions that nobody sees will never be seen. A position is given out when an event is
 * inserted, and is missing until that transaction ends; when it was rolled back, it is missing for
 * ever. Whoever inserts holds a lock on the table until the end, so a position that is missing is
 * missing for ever once everybody has ended who held it when a later position was seen.
 */
final class Gaps {

  private static final String HELD =
      """
      FROM pg_locks WHERE locktype = 'relation' AND relation = '%1$s'::regclass
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND mode = 'RowExclusiveLock' AND granted
      """
          .formatted(Tables.EVENT);

  private static final String SEEN =
      """
      SELECT (SELECT coalesce(max(global_index), 0) FROM %s) AS last,
             ARRAY(SELECT virtualtransaction %s) AS holders
      """
          .formatted(Tables.EVENT, HELD);

  private static final String STILL_THERE =
      "SELECT EXISTS (SELECT " + HELD + " AND virtualtransaction = ANY (?))";

  private final JdbcTemplate jdbc;
  private long settled;
  private long waitingFor;
  private String[] holders = {};

  Gaps(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The position before which everything that a later statement does not see is missing for ever.
   */
  long settled() {
    if (waitingFor > settled
        && (holders.length == 0
            || Boolean.FALSE.equals(
                jdbc.queryForObject(STILL_THERE, Boolean.class, (Object) holders)))) {
      settled = waitingFor;
    }
    return settled;
  }

  /** Notes that something is missing now, unless it is waited for something already. */
  void seen() {
    if (waitingFor > settled) {
      return;
    }
    List<Object[]> now =
        jdbc.query(
            SEEN, (row, number) -> new Object[] {row.getLong(1), row.getArray(2).getArray()});
    waitingFor = (Long) now.getFirst()[0];
    holders = (String[]) now.getFirst()[1];
  }
}
