package io.fluxo.command.work;

import io.fluxo.messages.health.WorkPulse;
import io.fluxo.messages.work.WorkerId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads from the tables how the work goes on. */
final class StoredWorkPulse implements WorkPulse {

  /**
   * Only what nobody holds: a step that takes long is held, and a wake-up is held until it is due.
   */
  private static final String READING =
      """
      SELECT EXISTS (SELECT FROM worker WHERE id = ? AND alive_until > now()),
             (SELECT extract(epoch FROM now() - min(due_at)) * 1000 FROM
               (SELECT due_at FROM open_work
                 WHERE owner IS NULL AND error IS NULL AND due_at < now() LIMIT 10000) waiting)
      """;

  private final JdbcTemplate jdbc;
  private final WorkerId worker;

  StoredWorkPulse(JdbcTemplate jdbc, WorkerId worker) {
    this.jdbc = jdbc;
    this.worker = worker;
  }

  @Override
  public Reading now() {
    return jdbc.query(
            READING,
            (row, i) -> new Reading(row.getBoolean(1), Math.max(0, row.getLong(2))),
            worker.value())
        .getFirst();
  }
}
