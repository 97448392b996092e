package io.fluxo.query.audit;

import io.fluxo.messages.catalogue.Tables;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Places in the event store. It sees the whole store, of all tenants: positions and times, never
 * what an event says.
 */
@Component
final class ActPlaces {

  /** What is in the index of rare events, in the words of the index. */
  static final String IS_RARE = "aggregate_type NOT IN ('run', 'step', 'human_task', 'Evidence')";

  private static final int WINDOW = 4096;

  /** Events are stored in the order of their times, but for this much. */
  private static final Duration DISORDER = Duration.ofMinutes(5);

  /**
   * A part of the store.
   *
   * @param last the position of its last event
   * @param end whether nothing that is wanted can stand after it
   */
  record Window(long last, boolean end) {}

  private final JdbcClient places;

  ActPlaces(JdbcTemplate places) {
    this.places = JdbcClient.create(places);
  }

  /** The next window after a position. */
  Window window(ActSource source, long from, @Nullable Instant before) {
    return places
        .sql(
            """
            SELECT count(*) AS size, max(global_index) AS last, max(time::timestamptz) AS latest
            FROM (SELECT global_index, time FROM %s WHERE global_index > :from AND %s
                  ORDER BY global_index LIMIT :window) part
            """
                .formatted(Tables.EVENT, source instanceof ActSource.Rare ? IS_RARE : "true"))
        .param("from", from)
        .param("window", WINDOW)
        .query(
            (row, number) -> {
              int size = row.getInt("size");
              boolean past =
                  size > 0
                      && before != null
                      && row.getTimestamp("latest").toInstant().isAfter(before.plus(DISORDER));
              return new Window(size == 0 ? from : row.getLong("last"), size < WINDOW || past);
            })
        .single();
  }

  /** A position before which no event of the time or later stands, found by halving. */
  long placeOf(Instant time) {
    Instant sought = time.minus(DISORDER);
    long low = 0;
    long high = last();
    while (low < high) {
      long middle = low + (high - low) / 2;
      Instant there =
          places
              .sql(
                  "SELECT time FROM %s WHERE global_index > :middle ORDER BY global_index LIMIT 1"
                      .formatted(Tables.EVENT))
              .param("middle", middle)
              .query((row, number) -> Instant.parse(row.getString(1)))
              .single();
      if (there.isBefore(sought)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long last() {
    return places
        .sql("SELECT coalesce(max(global_index), 0) FROM " + Tables.EVENT)
        .query(Long.class)
        .single();
  }
}
