package io.fluxo.query.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxo.messages.evidence.LogCheck;
import io.fluxo.messages.evidence.LogFinding;
import io.fluxo.messages.value.Json;
import io.fluxo.query.text.StoredText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of checks. */
final class CheckTable {

  private static final ObjectMapper MAPPER = Json.mapper();
  private static final TypeReference<List<LogFinding>> FINDINGS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;

  CheckTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of a tenant with ids before one, the newest first. */
  List<LogCheck> before(String tenant, long id, int limit) {
    return jdbc.query(
        "SELECT * FROM log_check WHERE tenant = ? AND id < ? ORDER BY id DESC LIMIT ?",
        (row, number) -> read(row),
        tenant,
        id,
        limit);
  }

  LogCheck begin(String tenant, String cause, Instant at) {
    Long id =
        jdbc.queryForObject(
            """
            INSERT INTO log_check (tenant, cause, started_at, size, checkpoints, found, findings)
            VALUES (?, ?, ?, 0, 0, 0, '[]') RETURNING id
            """,
            Long.class,
            tenant,
            cause,
            Timestamp.from(at));
    return before(tenant, Objects.requireNonNull(id) + 1, 1).getFirst();
  }

  void end(LogCheck check) {
    jdbc.update(
        """
        UPDATE log_check SET ended_at = ?, size = ?, checkpoints = ?, found = ?, findings = ?
         WHERE id = ?
        """,
        Timestamp.from(Objects.requireNonNull(check.endedAt())),
        check.size(),
        check.checkpoints(),
        check.found(),
        written(check.findings()),
        Long.parseLong(check.check()));
  }

  /** Forgets checks that found nothing, but for the newest ones. */
  void forget(Instant before) {
    jdbc.update("DELETE FROM log_check WHERE found = 0 AND started_at < ?", Timestamp.from(before));
  }

  private static LogCheck read(ResultSet row) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new LogCheck(
        Long.toString(row.getLong("id")),
        row.getString("cause"),
        row.getTimestamp("started_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getLong("size"),
        row.getLong("checkpoints"),
        row.getLong("found"),
        findings(row.getString("findings")));
  }

  private static String written(List<LogFinding> findings) {
    try {
      return Objects.requireNonNull(StoredText.of(MAPPER.writeValueAsString(findings)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<LogFinding> findings(String json) {
    try {
      return MAPPER.readValue(json, FINDINGS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected findings as they were written", e);
    }
  }
}
