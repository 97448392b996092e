package io.fluxo.command.privacy;

import io.fluxo.messages.catalogue.Tables;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The runs, and tasks of their own, whose keys are there, in the order in which they began. */
final class ExpiredRuns {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_DIGITS = 10;

  /**
   * A run or a task of its own.
   *
   * @param workflow null for a task
   * @param lastAt when the last that is known happened to it
   */
  record Kept(
      String id,
      String tenant,
      String workspace,
      @Nullable String workflow,
      int version,
      Instant lastAt) {}

  private final JdbcTemplate jdbc;

  ExpiredRuns(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Those after an id that began before a time. */
  List<Kept> beganBefore(Instant time, String after, int most) {
    return jdbc.query(
        """
        SELECT k.id, k.tenant, convert_from(first.metadata, 'UTF8')::jsonb ->> 'w' AS workspace,
               convert_from(first.payload, 'UTF8')::json #>> '{workflow,id}' AS workflow,
               (convert_from(first.payload, 'UTF8')::json #>> '{workflow,version}')::int AS version,
               last.time
          FROM (SELECT id, tenant FROM data_key
                 WHERE id > ? AND id < ? AND wrapped IS NOT NULL ORDER BY id LIMIT ?) k
         CROSS JOIN LATERAL (SELECT metadata, payload FROM %1$s e
                              WHERE e.aggregate_id = k.id AND e.sequence = 0) first
         CROSS JOIN LATERAL (SELECT time FROM %1$s e
                              WHERE e.aggregate_id = k.id ORDER BY sequence DESC LIMIT 1) last
         ORDER BY k.id
        """
            .formatted(Tables.EVENT),
        (row, number) ->
            new Kept(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("workspace"),
                row.getString("workflow"),
                row.getInt("version"),
                Instant.parse(row.getString("time"))),
        after,
        firstId(time),
        most);
  }

  /** The id before which all began earlier: ids begin with the time in milliseconds (ULID). */
  static String firstId(Instant time) {
    long rest = Math.max(0, time.toEpochMilli());
    char[] digits = new char[TIME_DIGITS];
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      digits[i] = ALPHABET.charAt((int) (rest & 31));
      rest >>>= 5;
    }
    return new String(digits);
  }
}
