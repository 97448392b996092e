package io.fluxo.command.work;

import io.fluxo.messages.deadletter.DeadWork;
import io.fluxo.messages.rejection.Rejection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of open work that are set aside. */
final class StoredDeadWork implements DeadWork {

  private static final String RETRY =
      "UPDATE open_work SET due_at = now(), owner = NULL WHERE error IS NOT NULL";

  private final JdbcTemplate jdbc;

  StoredDeadWork(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Item> list(String after, int limit) {
    return jdbc.query(
        """
        SELECT id, tenant, workspace, error, tries, due_at FROM open_work
         WHERE error IS NOT NULL AND id > ? ORDER BY id LIMIT ?
        """,
        (row, i) ->
            new Item(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getTimestamp(6).toInstant()),
        after,
        limit);
  }

  @Override
  public long count() {
    Long count =
        jdbc.queryForObject("SELECT count(*) FROM open_work WHERE error IS NOT NULL", Long.class);
    return count == null ? 0 : count;
  }

  @Override
  public void retry(String id) {
    if (jdbc.update(RETRY + " AND id = ?", id) == 0) {
      throw Rejection.notFound("work of that id that is set aside");
    }
  }

  @Override
  public int retryAll() {
    return jdbc.update(RETRY);
  }
}
