package io.fluxo.api.boot.postgres;

import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks, before anything is served, whether the database keeps tenants apart. */
final class Isolation {

  /** Roles for which no policy holds. */
  private static final String FREE_ROLES =
      """
      SELECT rolname FROM pg_roles
       WHERE rolname IN (?, ?) AND (rolsuper OR rolbypassrls
             OR pg_has_role(rolname, ?, 'MEMBER')
             OR rolname = ? AND pg_has_role(rolname, ?, 'MEMBER'))
      """;

  /** Tables of tenants without policies, or with an owner who is above them. */
  private static final String OPEN_TABLES =
      """
      SELECT c.relname FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND a.attnum > 0
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                  AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
      """;

  private Isolation() {}

  /**
   * Requires that neither the worker nor the application stands above the policies, that the
   * application may not act as the worker, and that every table with a column {@code tenant} has
   * policies.
   *
   * @throws DatabaseException naming the role or table, when it is otherwise
   */
  static void require(Database database) {
    Account owner = database.owner();
    JdbcTemplate jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), owner.user(), owner.password()));
    try {
      none(
          jdbc.queryForList(
              FREE_ROLES,
              String.class,
              database.app().user(),
              database.worker().user(),
              owner.user(),
              database.app().user(),
              database.worker().user()),
          "role");
      none(jdbc.queryForList(OPEN_TABLES, String.class), "table");
    } catch (DataAccessException e) {
      throw new DatabaseException(
          "Expected to see how the database keeps tenants apart, but that fails",
          "Check the rights of " + owner.user() + ".",
          e.getCause() instanceof SQLException cause ? cause : null);
    }
  }

  private static void none(List<String> found, String kind) {
    if (!found.isEmpty()) {
      throw new DatabaseException(
          "Expected row-level security to hold for every %s, but it does not for %s"
              .formatted(kind, found),
          "Tenants would see one another. docs/database.md has the statements that make the roles.",
          null);
    }
  }
}
