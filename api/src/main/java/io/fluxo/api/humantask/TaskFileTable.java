package io.fluxo.api.humantask;

import io.fluxo.api.table.Times;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The bytes of files. They are there before the task is asked to take the file, and go again where
 * it does not; whoever stores the same bytes at the same time keeps them for both.
 */
@Component
final class TaskFileTable {

  private static final String WHERE =
      " WHERE tenant = ? AND workspace = ? AND task_id = ? AND sha256 = ?";

  private final JdbcTemplate jdbc;
  private final InstantSource clock;

  TaskFileTable(JdbcTemplate jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Stores bytes, where they are not there yet.
   *
   * @param upload by which they can be taken away again
   */
  void store(TaskFileKey key, byte[] bytes, String type, String upload) {
    put(key, bytes, type, upload);
  }

  /** The task has taken the file: the bytes stay. */
  void keep(TaskFileKey key, byte[] bytes, String type) {
    int kept = jdbc.update("UPDATE task_file SET upload = NULL" + WHERE, key.parameters());
    if (kept == 0) {
      // Another upload of the same bytes was refused meanwhile, and took them away.
      put(key, bytes, type, null);
    }
  }

  /** The task has refused the file: the bytes go, unless somebody else wants them kept. */
  void discard(TaskFileKey key, String upload) {
    jdbc.update("DELETE FROM task_file" + WHERE + " AND upload = ?", key.parameters(upload));
  }

  /** So many bytes from a place on; null where there is no such file any more. */
  byte @Nullable [] piece(TaskFileKey key, long from, int length) {
    List<byte[]> found =
        jdbc.query(
            "SELECT substring(bytes FROM ? FOR ?) FROM task_file" + WHERE,
            (row, i) -> row.getBytes(1),
            (int) from + 1,
            length,
            key.tenant(),
            key.workspace(),
            key.task().value(),
            key.sha256());
    return found.isEmpty() ? null : found.getFirst();
  }

  private void put(TaskFileKey key, byte[] bytes, String type, @Nullable String upload) {
    jdbc.update(
        """
        INSERT INTO task_file AS f
          (tenant, workspace, task_id, sha256, bytes, type, size, created_at, upload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant, workspace, task_id, sha256) DO UPDATE
          SET upload = excluded.upload WHERE f.upload IS NOT NULL
        """,
        key.parameters(bytes, type, bytes.length, Times.stored(clock.instant()), upload));
  }
}
