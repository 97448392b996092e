package io.fluxo.query.evidence;

import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.evidence.LogLag;
import io.fluxo.messages.health.Lag;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far behind the store the log is, by the place of the notary, whichever node has it. */
@Component
final class NotaryLag implements LogLag {

  private static final String LAG =
      """
      SELECT (SELECT coalesce(max(global_index), 0) FROM %1$s) - position,
             (SELECT CASE WHEN pg_input_is_valid(time, 'timestamptz')
                          THEN extract(epoch FROM now() - time::timestamptz) * 1000 ELSE 0 END
                FROM %1$s WHERE global_index > position ORDER BY global_index LIMIT 1)
        FROM log_place
      """
          .formatted(Tables.EVENT);

  private final JdbcTemplate jdbc;

  NotaryLag(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Lag now() {
    return jdbc.query(
            LAG, (row, number) -> new Lag(Math.max(0, row.getLong(1)), Math.max(0, row.getLong(2))))
        .getFirst();
  }
}
