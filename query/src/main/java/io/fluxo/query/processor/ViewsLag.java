package io.fluxo.query.processor;

import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.health.Lag;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far behind the read models are, by what the token says, whichever node holds it. */
@Component
final class ViewsLag implements Lag.Source {

  /** While a stream is replayed, its token holds another one. */
  private static final String LAG =
      """
      WITH place AS (
        SELECT coalesce(max(coalesce(t ->> 'index', t -> 'currentToken' ->> 'index')::bigint), 0) AS at
          FROM (SELECT convert_from(token, 'UTF8')::jsonb AS t FROM token_entry
                 WHERE processor_name = ? AND token IS NOT NULL) tokens)
      SELECT (SELECT coalesce(max(global_index), 0) FROM %1$s) - at,
             (SELECT CASE WHEN pg_input_is_valid(time, 'timestamptz')
                          THEN extract(epoch FROM now() - time::timestamptz) * 1000 ELSE 0 END
                FROM %1$s WHERE global_index > at ORDER BY global_index LIMIT 1)
        FROM place
      """
          .formatted(Tables.EVENT);

  private final JdbcTemplate jdbc;

  ViewsLag(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Lag now() {
    return jdbc.query(
            LAG,
            (row, number) -> new Lag(Math.max(0, row.getLong(1)), Math.max(0, row.getLong(2))),
            ViewsProcessor.VIEWS)
        .getFirst();
  }
}
