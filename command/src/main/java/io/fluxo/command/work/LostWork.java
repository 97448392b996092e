package io.fluxo.command.work;

import io.fluxo.messages.work.WorkerId;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds work that this worker holds by the table and that is not under way here. That happens when
 * a transaction committed and its answer was lost: whoever would have handed the work over believes
 * that it was rolled back. Nobody else looks at the rows as long as this worker lives.
 */
final class LostWork {

  private static final Logger LOG = LoggerFactory.getLogger(LostWork.class);
  private static final int MOST = 1_000;

  /** A part of the rows at a time, for most of them are under way. */
  private static final String OVERDUE =
      """
      SELECT id, kind::text, due_at, tenant, workspace FROM open_work
       WHERE owner = ? AND due_at < now() - interval '5 seconds' AND id > ? ORDER BY id LIMIT ?
      """;

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final DueWork due;
  private String after = "";

  LostWork(JdbcTemplate jdbc, WorkerId worker, DueWork due) {
    this.jdbc = jdbc;
    this.worker = worker;
    this.due = due;
  }

  /** What is overdue and not under way, in the next part of the rows. */
  List<OpenWork> find() {
    List<OpenWork> rows = jdbc.query(OVERDUE, OpenWork.ROWS, worker.value(), after, MOST);
    after = rows.size() < MOST ? "" : rows.getLast().id();
    if (rows.isEmpty()) {
      return rows;
    }
    // Read after the rows: what is handed over meanwhile must not look lost.
    Set<String> underWay = due.underWay();
    List<OpenWork> lost = rows.stream().filter(row -> !underWay.contains(row.id())).toList();
    if (!lost.isEmpty()) {
      LOG.info("Found {} pieces of work that are held here and overdue", lost.size());
    }
    return lost;
  }
}
