package io.fluxo.query.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.audit.Act;
import io.fluxo.messages.audit.AuditQuery.ListActs;
import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.Json;
import io.fluxo.messages.value.Payload;
import io.fluxo.query.history.EventReader;
import io.fluxo.query.history.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers who did what. It reads a bounded part of the store for each page; a page may therefore be
 * empty and yet not be the last.
 */
@Component
final class ActQueries {

  private static final int PARTS = 5;
  private static final int LONGEST_WORD = 300;
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

  private final ActPlaces places;
  private final ActTable table;
  private final EventReader events;
  private final Earlier earlier;
  private final ObjectMapper mapper = Json.mapper();

  ActQueries(ActPlaces places, ActTable table, EventReader events, Earlier earlier) {
    this.places = places;
    this.table = table;
    this.events = events;
    this.earlier = earlier;
  }

  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListActs query) {
    long cursor = position(query.page().cursor());
    ActSource source = ActSource.of(query);
    return source instanceof ActSource.Streams streams
        ? streams(query, streams, cursor)
        : windows(query, source, cursor);
  }

  private Page<Act> streams(ListActs query, ActSource.Streams streams, long cursor) {
    int limit = query.page().limit();
    List<ActTable.Row> rows = table.ofStreams(query, streams, cursor, limit + 1);
    boolean more = rows.size() > limit;
    List<ActTable.Row> here = more ? rows.subList(0, limit) : rows;
    return new Page<>(acts(query, here), more ? Long.toString(here.getLast().position()) : null);
  }

  private Page<Act> windows(ListActs query, ActSource source, long cursor) {
    int limit = query.page().limit();
    long from = cursor == 0 && query.from() != null ? places.placeOf(query.from()) : cursor;
    List<Act> found = new ArrayList<>();
    for (int i = 0; i < PARTS && found.size() < limit; i++) {
      ActPlaces.Window window = places.window(source, from, query.to());
      int wanted = limit - found.size();
      List<ActTable.Row> rows = table.inWindow(query, source, from, window.last(), wanted);
      found.addAll(acts(query, rows));
      if (rows.size() == wanted) {
        from = rows.getLast().position(); // the window may hold more
      } else if (window.end()) {
        return new Page<>(List.copyOf(found), null);
      } else {
        from = window.last();
      }
    }
    return new Page<>(List.copyOf(found), Long.toString(from));
  }

  private List<Act> acts(ListActs query, List<ActTable.Row> rows) {
    Map<Long, RecordedEvent> said = new HashMap<>();
    events
        .at(rows.stream().map(ActTable.Row::position).toList())
        .forEach(event -> said.put(event.position(), event));
    List<Act> acts = new ArrayList<>(rows.size());
    for (ActTable.Row row : rows) {
      Act act = act(query.object(), row, said.get(row.position()));
      if (act != null) {
        acts.add(act);
      }
    }
    return acts;
  }

  /** Null where it was done to something else; one that cannot be read is told all the same. */
  private @Nullable Act act(
      @Nullable String wanted, ActTable.Row row, @Nullable RecordedEvent event) {
    Map<String, Object> tree = event == null ? Map.of() : mapper.convertValue(event.event(), TREE);
    String object = ActObjects.of(row.kind(), row.subject(), tree);
    if (wanted != null && !ActObjects.isOf(object, wanted)) {
      return null;
    }
    Changes changes = event == null ? Changes.to(null, null) : Changes.of(event, earlier);
    EventCatalogue.Entry entry = EventCatalogue.ofName(row.kind());
    return new Act(
        row.position(),
        row.event(),
        row.kind(),
        entry == null ? "" : entry.summary(),
        row.time(),
        row.actor(),
        row.address(),
        object,
        row.subject(),
        row.sequence(),
        row.correlation(),
        row.causation(),
        payload(changes.before()),
        payload(changes.after()),
        Payload.of(words(tree)),
        row.checksum());
  }

  private @Nullable Payload payload(@Nullable Map<String, ?> values) {
    return values == null ? null : Payload.of(mapper.convertValue(values, TREE));
  }

  /** What is said in single words and numbers: definitions, inputs and answers are elsewhere. */
  private static Map<String, Object> words(Map<String, Object> tree) {
    Map<String, Object> words = new HashMap<>();
    tree.forEach(
        (name, value) -> {
          boolean single =
              value instanceof Number
                  || value instanceof Boolean
                  || (value instanceof String text && text.length() <= LONGEST_WORD);
          if (single) {
            words.put(name, value);
          }
        });
    return words;
  }

  private static long position(@Nullable String cursor) {
    try {
      return cursor == null ? 0 : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
    }
  }
}
