package io.fluxo.api.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxo.api.table.Texts;
import io.fluxo.api.table.Times;
import io.fluxo.messages.value.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the read side notes for people to be told. */
@Component
final class NoticeTable {

  private static final int MOST_OUTSIDE = 100;

  private final JdbcTemplate jdbc;

  NoticeTable(JdbcTemplate jdbc) {
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
            "SELECT outside FROM task_notice WHERE id = ?",
            (row, i) -> outsideOf(row.getString(1)),
            notice)
        .stream()
        .findFirst()
        .orElse(List.of());
  }

  private static Notice read(ResultSet row) throws SQLException {
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
        outsideOf(row.getString("outside")),
        row.getBoolean("stale"));
  }

  /** A list, alone or under the name emails. */
  private static List<String> outsideOf(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try {
      JsonNode all = Json.mapper().readTree(json);
      List<String> addresses = new ArrayList<>();
      for (JsonNode each : all.isArray() ? all : all.path("emails")) {
        if (addresses.size() < MOST_OUTSIDE) {
          addresses.add(each.asText());
        }
      }
      return List.copyOf(addresses);
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
