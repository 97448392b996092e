package io.fluxo.query.deadletter;

import io.fluxo.messages.deadletter.DeadEvent;
import io.fluxo.messages.deadletter.DeadLetterQuery.ListDeadEvents;
import io.fluxo.messages.page.Page;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Answers what of a workspace its read models do not show. */
@Component
final class DeadEventQueries {

  private final JdbcTemplate jdbc;

  DeadEventQueries(@Qualifier("reading") JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A page of events, oldest first. */
  @QueryHandler
  @SuppressWarnings("rawtypes") // Axon matches a class, not a parameterised type
  Page handle(ListDeadEvents query) {
    int limit = query.page().limit();
    List<DeadEvent> found =
        jdbc.query(
            """
            SELECT * FROM dead_event
             WHERE tenant = ? AND workspace = ? AND position > ? AND discarded_at IS NULL
             ORDER BY position LIMIT ?
            """,
            (row, number) -> DeadEventTable.read(row),
            query.tenant(),
            query.workspace(),
            position(query.page().cursor()),
            limit + 1);
    boolean more = found.size() > limit;
    List<DeadEvent> items = more ? found.subList(0, limit) : found;
    return new Page<>(List.copyOf(items), more ? Long.toString(items.getLast().position()) : null);
  }

  private static long position(@Nullable String cursor) {
    try {
      return cursor == null ? 0 : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new Rejection(Rejection.Code.INVALID_INPUT, "Expected a cursor that a page gave");
    }
  }
}
