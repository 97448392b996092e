package io.fluxo.command.work;

import io.fluxo.messages.work.StepTask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * A row of open work.
 *
 * @param id step id, {@code <run>-<ordinal>} of a wait, or {@code <run>-0} for the run's deadline
 * @param due when it is to be taken up
 * @param task the attempt to make, where it is known already
 */
record OpenWork(
    String id,
    WorkKind kind,
    Instant due,
    String tenant,
    String workspace,
    @Nullable StepTask task) {

  /** Reads {@code id, kind::text, due_at, tenant, workspace}. */
  static final RowMapper<OpenWork> ROWS =
      (row, i) ->
          new OpenWork(
              row.getString(1),
              WorkKind.of(row.getString(2)),
              row.getTimestamp(3).toInstant(),
              row.getString(4),
              row.getString(5),
              null);
}
