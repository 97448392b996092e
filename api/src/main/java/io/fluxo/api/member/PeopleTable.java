package io.fluxo.api.member;

import io.fluxo.api.table.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The accounts that are active, as people. */
@Component
final class PeopleTable {

  /** As many members of a group as are told. */
  static final int MOST = 500;

  private final JdbcTemplate jdbc;

  PeopleTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Entrant> ofId(String tenant, String id) {
    return first("account", tenant, id);
  }

  /** By an address in lower case. */
  Optional<Entrant> ofEmail(String tenant, String email) {
    return first("email", tenant, email);
  }

  private Optional<Entrant> first(String column, String tenant, String value) {
    return jdbc
        .query(
            """
            SELECT account, name, email, workspaces FROM account
             WHERE tenant = ? AND %s = ? AND state = 'active'
            """
                .formatted(column),
            (row, i) -> new Entrant(person(row), Texts.of(row, "workspaces")),
            tenant,
            value)
        .stream()
        .findFirst();
  }

  /** The people of a role or a team who may enter the workspace, the oldest first. */
  List<Person> members(String tenant, String workspace, String group) {
    return jdbc.query(
        """
        SELECT account, name, email FROM account
         WHERE tenant = ? AND state = 'active' AND (? = ANY (roles) OR ? = ANY (teams))
           AND (workspaces = '{}' OR ? = ANY (workspaces))
         ORDER BY account LIMIT ?
        """,
        (row, i) -> person(row),
        tenant,
        group,
        group,
        workspace,
        MOST);
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(row.getString("account"), row.getString("name"), row.getString("email"));
  }
}
