package io.fluxo.query.audit;

import java.time.Instant;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the events of a workspace that are not of runs, steps and tasks. */
@Component
public final class RareEvents {

  private static final int WINDOWS = 250;
  private static final ActSource RARE = new ActSource.Rare();

  private final ActPlaces places;
  private final JdbcClient reading;

  RareEvents(ActPlaces places, @Qualifier("reading") JdbcTemplate reading) {
    this.places = places;
    this.reading = JdbcClient.create(reading);
  }

  /**
   * Adds up the events of a time by their names.
   *
   * @return whether all were counted; there are bounds to what is read
   */
  public boolean count(Instant from, Instant to, Map<String, Long> counts) {
    long place = places.placeOf(from);
    for (int i = 0; i < WINDOWS; i++) {
      ActPlaces.Window window = places.window(RARE, place, to);
      reading
          .sql(
              """
              SELECT type, count(*) AS count FROM event_of_workspace
               WHERE global_index > :place AND global_index <= :last AND %s
                 AND time::timestamptz >= CAST(:from AS timestamptz)
                 AND time::timestamptz < CAST(:to AS timestamptz)
               GROUP BY type
              """
                  .formatted(ActPlaces.IS_RARE))
          .param("place", place)
          .param("last", window.last())
          .param("from", from.toString())
          .param("to", to.toString())
          .query(
              row -> {
                counts.merge(row.getString("type"), row.getLong("count"), Long::sum);
              });
      if (window.end()) {
        return true;
      }
      place = window.last();
    }
    return false;
  }
}
