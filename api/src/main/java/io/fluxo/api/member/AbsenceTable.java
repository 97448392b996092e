package io.fluxo.api.member;

import io.fluxo.api.table.Times;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of absences. */
@Component
final class AbsenceTable {

  /** As many as are away at once, so that no tenant fills the memory. */
  private static final int MOST_AWAY = 10_000;

  private final JdbcTemplate jdbc;

  AbsenceTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The absences of somebody, the earliest first. */
  List<Absence> list(String tenant, String account) {
    return jdbc.query(
        """
        SELECT from_at, until_at, stand_in, reason FROM absence
         WHERE tenant = ? AND account = ? ORDER BY from_at
        """,
        (row, i) ->
            new Absence(
                Times.read(row, "from_at"),
                Times.read(row, "until_at"),
                row.getString("stand_in"),
                row.getString("reason")),
        tenant,
        account);
  }

  /** Sets the absences of somebody in place of those there were. */
  void replace(String tenant, String account, List<Absence> absences, Instant now) {
    jdbc.update("DELETE FROM absence WHERE tenant = ? AND account = ?", tenant, account);
    jdbc.batchUpdate(
        """
        INSERT INTO absence (tenant, account, from_at, until_at, stand_in, reason, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        absences.stream()
            .map(
                each ->
                    new Object[] {
                      tenant,
                      account,
                      Times.stored(each.from()),
                      Times.stored(each.until()),
                      each.standIn(),
                      each.reason(),
                      Times.stored(now)
                    })
            .toList());
  }

  /** Who is away for at least a part of that time. */
  StandIns away(String tenant, Instant from, Instant until) {
    return new StandIns(
        jdbc.query(
            """
            SELECT a.account, a.from_at, a.until_at, a.stand_in, s.account IS NOT NULL AS active
              FROM absence a
              LEFT JOIN account s
                ON s.tenant = a.tenant AND s.account = a.stand_in AND s.state = 'active'
             WHERE a.tenant = ? AND a.until_at > ? AND a.from_at < ?
             ORDER BY a.account, a.from_at LIMIT ?
            """,
            (row, i) ->
                new StandIns.Away(
                    row.getString("account"),
                    Times.read(row, "from_at"),
                    Times.read(row, "until_at"),
                    row.getString("stand_in"),
                    row.getBoolean("active")),
            tenant,
            Times.stored(from),
            Times.stored(until),
            MOST_AWAY));
  }
}
