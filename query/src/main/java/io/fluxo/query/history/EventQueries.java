package io.fluxo.query.history;

import io.fluxo.messages.history.EventQuery.GetValue;
import io.fluxo.messages.history.EventQuery.ListEvents;
import io.fluxo.messages.history.StoredEvent;
import io.fluxo.messages.history.StoredValue;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import io.fluxo.messages.value.PayloadReference;
import io.fluxo.messages.value.PayloadSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what one can ask of the event store. */
@Component
final class EventQueries {
  private static final int RUN_ID_LENGTH = 26;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final EventReader reader;
  private final EventTable table;
  private final PayloadSource values;

  EventQueries(EventReader reader, EventTable table, PayloadSource values) {
    this.reader = reader;
    this.table = table;
    this.values = values;
  }

  /**
   * A page of stored events, those from {@code after} on and before {@code before}. A page of a
   * whole workspace may hold fewer events than asked for, none even, and yet have a next one: one
   * question reads a bounded part of the store, whoever's events stand in it.
   *
   * @throws Rejection NOT_FOUND for a subject that this workspace does not have; INVALID_INPUT for
   *     a cursor that no page gave
   */
  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListEvents query) {
    long from = position(query.page().cursor());
    return query.subject() == null ? window(query, from) : subject(query, query.subject(), from);
  }

  /**
   * The text of a value.
   *
   * @throws Rejection NOT_FOUND for a hash that this workspace has no value of
   */
  @QueryHandler
  StoredValue handle(GetValue query) {
    byte[] json =
        SHA256.matcher(query.sha256()).matches()
            ? values.find(
                new PayloadReference(query.tenant(), query.workspace(), query.sha256(), 0))
            : null;
    if (json == null) {
      throw Rejection.notFound("value of that hash");
    }
    return new StoredValue(query.sha256(), new String(json, StandardCharsets.UTF_8));
  }

  private Page<StoredEvent> subject(ListEvents query, String subject, long from) {
    RecordedEvent first = reader.at(subject, 0);
    if (first == null || !first.belongsTo(query.tenant(), query.workspace())) {
      throw Rejection.notFound("run, step, task or workflow " + subject);
    }
    boolean run = subject.length() == RUN_ID_LENGTH && subject.indexOf('/') < 0;
    String last = run ? EventReader.lastStep(subject) : subject;
    List<StoredEvent> found =
        table.ofSubjects(query, subject, last, from, query.page().limit() + 1);
    return cut(found, query.page().limit(), null);
  }

  private Page<StoredEvent> window(ListEvents query, long cursor) {
    long from = cursor == 0 && query.after() != null ? table.placeOf(query.after()) : cursor;
    List<StoredEvent> found = new ArrayList<>();
    int limit = query.page().limit();
    for (int i = 0; i < EventTable.WINDOWS; i++) {
      EventTable.Window window = table.window(from, query.before());
      found.addAll(table.inWindow(query, from, window.last(), limit + 1 - found.size()));
      if (found.size() > limit || window.end()) {
        return cut(found, limit, null);
      }
      from = window.last();
    }
    return cut(found, limit, Long.toString(from));
  }

  private static Page<StoredEvent> cut(
      List<StoredEvent> found, int limit, @Nullable String otherwise) {
    if (found.size() <= limit) {
      return new Page<>(List.copyOf(found), otherwise);
    }
    List<StoredEvent> items = List.copyOf(found.subList(0, limit));
    return new Page<>(items, Long.toString(items.getLast().position()));
  }

  private static long position(@Nullable String cursor) {
    try {
      return cursor == null ? 0 : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
    }
  }
}
