package io.fluxo.api.session;

import io.fluxo.api.access.Role;
import io.fluxo.api.table.Texts;
import io.fluxo.api.table.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Looks up how an account stands, by one of its sessions. */
@Component
final class StandingTable {

  private final JdbcTemplate jdbc;

  StandingTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty where the session has ended, or the account or its tenant may not enter. */
  Optional<Standing> of(AccessClaims claims, Instant now) {
    return jdbc
        .query(
            """
            SELECT a.roles, a.teams, a.workspaces, a.version
              FROM session s JOIN account a USING (tenant, account) JOIN tenant t USING (tenant)
             WHERE s.session = ? AND s.tenant = ? AND s.account = ?
               AND s.ended_at IS NULL AND s.ends_at > ?
               AND a.state = 'active' AND t.state = 'active'
            """,
            (row, i) ->
                new Standing(
                    Texts.of(row, "roles").stream().map(Role::of).toList(),
                    Texts.of(row, "teams"),
                    Texts.of(row, "workspaces"),
                    row.getInt("version")),
            claims.session(),
            claims.tenant(),
            claims.account(),
            Times.stored(now))
        .stream()
        .findFirst();
  }
}
