package io.fluxo.api.notice;

import io.fluxo.api.table.Texts;
import io.fluxo.api.table.Times;
import io.fluxo.messages.value.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the read side notes for people to be told. */
@Component
final class NoticeTable {

  private static final String OUTSIDE = "task_notice.outside";
  private static final int MOST_OUTSIDE = 100;

  private final JdbcTemplate jdbc;
  private final SealedColumns sealed;

  NoticeTable(JdbcTemplate jdbc, SealedColumns sealed) {
    this.sealed = sealed;
    this.jdbc = jdbc;
  }

  /** The oldest that nobody took, for the transaction that is open; others pass them over. */
  List<Notice> take(int most) {
    return jdbc.query(
        """
        SELECT *, at < now() - interval '7 days' AS stale FROM task_notice
         WHERE sent_at IS NULL ORDER BY at, id LIMIT ? FOR UPDATE SKIP LOCKED
        """,
        (row, i) -> read(row),
        most);
  }

  /** Notes that they are taken. */
  void taken(List<Notice> notices) {
    jdbc.update(
        "UPDATE task_notice SET sent_at = now() WHERE id = ANY (?)",
        Texts.array(notices.stream().map(Notice::id).toList()));
  }

  /** The addresses outside of a notice; none where it is not there any more. */
  List<String> outside(String notice) {
    return jdbc
        .query(
            "SELECT tenant, task_id, outside FROM task_notice WHERE id = ?",
            (row, i) -> outsideOf(row),
            notice)
        .stream()
        .findFirst()
        .orElse(List.of());
  }

  private Notice read(ResultSet row) throws SQLException {
    return new Notice(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("workspace"),
        row.getString("task_id"),
        row.getString("what"),
        Texts.of(row, "recipients"),
        Texts.of(row, "excluded"),
        row.getString("title"),
        Times.readOrNull(row, "due"),
        outsideOf(row),
        row.getBoolean("stale"));
  }

  /** A list, alone or under the name emails. */
  private List<String> outsideOf(ResultSet row) throws SQLException {
    String stored = row.getString("outside");
    if (stored == null) {
      return List.of();
    }
    Object all =
        sealed.read(row.getString("tenant"), row.getString("task_id"), OUTSIDE, stored).json();
    Object list = all instanceof Map<?, ?> map ? map.get("emails") : all;
    return list instanceof List<?> addresses
        ? addresses.stream().limit(MOST_OUTSIDE).map(String::valueOf).toList()
        : List.of();
  }
}
