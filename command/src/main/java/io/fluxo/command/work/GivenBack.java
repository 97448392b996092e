package io.fluxo.command.work;

import io.fluxo.messages.work.WorkerId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Work that this worker holds by the table and could not take up. The sweeper makes it nobody's,
 * for otherwise nobody would look at it as long as this worker lives.
 */
final class GivenBack {

  private final JdbcTemplate jdbc;
  private final WorkerId worker;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  GivenBack(JdbcTemplate jdbc, WorkerId worker) {
    this.jdbc = jdbc;
    this.worker = worker;
  }

  /** Remembers the work; asks nobody, for whoever calls may be in the middle of something. */
  void add(String id) {
    ids.add(id);
  }

  /** The ids of what is remembered. */
  Set<String> remembered() {
    return Set.copyOf(ids);
  }

  /** Makes all of it nobody's; what that fails for is remembered on. */
  void write() {
    String[] now = ids.toArray(String[]::new);
    if (now.length > 0) {
      jdbc.update(
          "UPDATE open_work SET owner = NULL WHERE id = ANY (?) AND owner = ?",
          statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", now));
            statement.setString(2, worker.value());
          });
      ids.removeAll(Set.of(now));
    }
  }
}
