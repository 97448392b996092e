package io.fluxo.command.privacy;

import io.fluxo.messages.catalogue.EventCatalogue;
import io.fluxo.messages.catalogue.Tables;
import io.fluxo.messages.humantask.TaskEvent;
import io.fluxo.messages.run.RunEvent;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which runs and tasks have ended, as their last events say. */
final class EndedStreams {

  private static final String[] ENDS =
      Stream.<Class<?>>of(
              RunEvent.RunCompleted.class,
              RunEvent.RunFailed.class,
              RunEvent.RunCancelled.class,
              RunEvent.RunTimedOut.class,
              RunEvent.RunCompensated.class,
              TaskEvent.TaskCompleted.class,
              TaskEvent.TaskFailed.class,
              TaskEvent.TaskSkipped.class,
              TaskEvent.TaskExpired.class,
              TaskEvent.TaskWithdrawn.class)
          .map(type -> Objects.requireNonNull(EventCatalogue.ofType(type)).name())
          .toArray(String[]::new);

  private final JdbcTemplate jdbc;

  EndedStreams(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of the runs and tasks that are still under way. */
  List<String> open(Collection<String> ids) {
    return jdbc.queryForList(
        """
        SELECT r.id FROM unnest(?::text[]) r (id) CROSS JOIN LATERAL (
          SELECT type FROM %s e WHERE e.aggregate_id = r.id ORDER BY sequence DESC LIMIT 1) last
         WHERE NOT last.type = ANY (?)
        """
            .formatted(Tables.EVENT),
        String.class,
        ids.toArray(String[]::new),
        ENDS);
  }
}
