package io.fluxo.query.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.value.Json;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks in the event store for what happened before, not further than is bearable. */
@Component
final class StoredEarlier implements Earlier {

  /** How many events of a stream are gone back. */
  private static final int STEPS = 50;

  /** How many rare events of all tenants are gone back. */
  private static final int RARE = 8_192;

  private final EventReader events;
  private final JdbcClient reading;
  private final JdbcClient places;
  private final ObjectMapper mapper = Json.mapper();

  StoredEarlier(
      EventReader events, @Qualifier("reading") JdbcTemplate reading, JdbcTemplate places) {
    this.events = events;
    this.reading = JdbcClient.create(reading);
    this.places = JdbcClient.create(places);
  }

  @Override
  public <E> @Nullable E ofStream(RecordedEvent event, Class<E> kind) {
    long first = Math.max(0, event.sequence() - STEPS);
    for (long sequence = event.sequence() - 1; sequence >= first; sequence--) {
      RecordedEvent before = events.at(event.subject(), sequence);
      if (before != null && kind.isInstance(before.event())) {
        return kind.cast(before.event());
      }
    }
    return null;
  }

  @Override
  public List<RecordedEvent> stream(RecordedEvent event) {
    return events.stream(event.subject());
  }

  @Override
  public @Nullable Object ofTenant(
      RecordedEvent event, List<Class<?>> kinds, Predicate<Object> wanted) {
    String[] names =
        kinds.stream()
            .map(kind -> Objects.requireNonNull(EventCatalogue.ofType(kind)).name())
            .toArray(String[]::new);
    List<@Nullable Object> found =
        reading
            .sql(
                """
                SELECT type, revision, payload FROM security_of_tenant
                 WHERE global_index < :to AND global_index >= :from AND type = ANY (:names)
                 ORDER BY global_index DESC
                """)
            .param("to", event.position())
            .param("from", floor(event.position()))
            .param("names", names)
            .query((row, number) -> read(row))
            .list();
    for (Object each : found) {
      if (each != null && wanted.test(each)) {
        return each;
      }
    }
    return null;
  }

  private long floor(long position) {
    return places
        .sql(
            """
            SELECT coalesce(min(global_index), 0) FROM
              (SELECT global_index FROM %s WHERE global_index < :to AND %s
                ORDER BY global_index DESC LIMIT :rare) part
            """
                .formatted(Tables.EVENT, ActPlaces.IS_RARE))
        .param("to", position)
        .param("rare", RARE)
        .query(Long.class)
        .single();
  }

  private @Nullable Object read(ResultSet row) throws SQLException {
    EventCatalogue.Entry entry = EventCatalogue.ofName(row.getString("type"));
    if (entry == null || !entry.reads(row.getString("revision"))) {
      return null;
    }
    try {
      return mapper.readValue(row.getBytes("payload"), entry.type());
    } catch (IOException e) {
      return null;
    }
  }
}
