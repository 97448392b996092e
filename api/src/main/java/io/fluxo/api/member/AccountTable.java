package io.fluxo.api.member;

import io.fluxo.api.access.Role;
import io.fluxo.api.table.Texts;
import io.fluxo.api.table.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Component;

/** The table of accounts. */
@Component
public final class AccountTable {

  /** As many tenants as one address is looked for in; the oldest, whom nobody pushes out. */
  private static final int MOST = 3;

  private final JdbcTemplate jdbc;

  AccountTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it was added; false where the tenant has an account of that address. */
  boolean insert(Account account) {
    return jdbc.update(
            """
            INSERT INTO account (tenant, account, email, name, roles, workspaces, teams, state,
                                 password, one_time, password_ends, version, totp_step, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
            ON CONFLICT (tenant, email) DO NOTHING
            """,
            account.tenant(),
            account.id(),
            account.email(),
            account.name(),
            roles(account.roles()),
            Texts.array(account.workspaces()),
            Texts.array(account.teams()),
            account.state(),
            account.password(),
            account.oneTime(),
            Times.orNull(account.passwordEnds()),
            account.version(),
            Times.stored(account.createdAt()))
        > 0;
  }

  /** The account of that id. */
  public Optional<Account> find(String tenant, String id) {
    return jdbc
        .query(
            "SELECT * FROM account WHERE tenant = ? AND account = ?",
            (row, i) -> account(row),
            tenant,
            id)
        .stream()
        .findFirst();
  }

  /** The account of that id, where it is active and its tenant is. */
  public Optional<Account> findEntering(String tenant, String id) {
    return jdbc
        .query(
            """
            SELECT a.* FROM account a JOIN tenant t USING (tenant)
             WHERE a.tenant = ? AND a.account = ? AND a.state = 'active' AND t.state = 'active'
            """,
            (row, i) -> account(row),
            tenant,
            id)
        .stream()
        .findFirst();
  }

  /** Ends all sessions of an account. */
  void endSessions(String tenant, String id, Instant now) {
    jdbc.update(
        """
        UPDATE session SET ended_at = ? WHERE tenant = ? AND account = ? AND ended_at IS NULL
        """,
        Times.stored(now),
        tenant,
        id);
  }

  /** The account of that id, which nobody else changes until the transaction ends. */
  public Optional<Account> lock(String tenant, String id) {
    return jdbc
        .query(
            "SELECT * FROM account WHERE tenant = ? AND account = ? FOR UPDATE",
            (row, i) -> account(row),
            tenant,
            id)
        .stream()
        .findFirst();
  }

  /**
   * The accounts of an address in tenants that are not suspended.
   *
   * @param tenant the only tenant to look in, null for all
   */
  public List<Account> ofEmail(String email, @Nullable String tenant) {
    return jdbc.query(
        """
        SELECT a.* FROM account a JOIN tenant t USING (tenant)
         WHERE a.email = ? AND (?::text IS NULL OR a.tenant = ?) AND t.state = 'active'
         ORDER BY a.created_at, a.tenant LIMIT ?
        """,
        (row, i) -> account(row),
        email,
        tenant,
        tenant,
        MOST);
  }

  /** The account of a subject, where its tenant is not suspended. */
  public Optional<Account> ofSubject(String subject, String tenant) {
    return jdbc
        .query(
            """
            SELECT a.* FROM account a JOIN tenant t USING (tenant)
             WHERE a.tenant = ? AND a.subject = ? AND t.state = 'active'
            """,
            (row, i) -> account(row),
            tenant,
            subject)
        .stream()
        .findFirst();
  }

  /** Links an account with a subject; false where it has one, which stays. */
  public boolean link(String tenant, String id, String subject) {
    return jdbc.update(
            """
            UPDATE account SET subject = ? WHERE tenant = ? AND account = ? AND subject IS NULL
            """,
            subject,
            tenant,
            id)
        > 0;
  }

  /** Removes a password that can be used once, where it waits. */
  void dropOneTime(String tenant, String id) {
    jdbc.update(
        """
        UPDATE account SET password = NULL, one_time = false, password_ends = NULL
         WHERE tenant = ? AND account = ? AND one_time
        """,
        tenant,
        id);
  }

  List<Account> list(String tenant, @Nullable String after, int limit) {
    return jdbc.query(
        "SELECT * FROM account WHERE tenant = ? AND account > ? ORDER BY account LIMIT ?",
        (row, i) -> account(row),
        tenant,
        after == null ? "" : after,
        limit);
  }

  /** Locks and counts those who can administer the tenant, so that one is always left. */
  int administrators(String tenant) {
    return jdbc.queryForList(
            """
            SELECT account FROM account
             WHERE tenant = ? AND state = 'active' AND roles @> '{admin}' AND workspaces = '{}'
             ORDER BY account FOR UPDATE
            """,
            tenant)
        .size();
  }

  void change(Account account) {
    jdbc.update(
        """
        UPDATE account SET name = ?, roles = ?, workspaces = ?, teams = ?, state = ?,
                           version = version + 1
         WHERE tenant = ? AND account = ?
        """,
        account.name(),
        roles(account.roles()),
        Texts.array(account.workspaces()),
        Texts.array(account.teams()),
        account.state(),
        account.tenant(),
        account.id());
  }

  /** Sets the password; access tokens that are out are not valid any more. */
  public void password(
      String tenant, String id, String hash, boolean oneTime, @Nullable Instant ends) {
    jdbc.update(
        """
        UPDATE account SET password = ?, one_time = ?, password_ends = ?, version = version + 1
         WHERE tenant = ? AND account = ?
        """,
        hash,
        oneTime,
        Times.orNull(ends),
        tenant,
        id);
  }

  /**
   * Keeps the secret of a second factor.
   *
   * @param sealed null to remove it
   * @param since when it began to be asked for, null where it is not confirmed yet
   */
  public void secondFactor(
      String tenant, String id, @Nullable String sealed, @Nullable Instant since, long step) {
    jdbc.update(
        """
        UPDATE account SET totp = ?, totp_since = ?, totp_step = ?
         WHERE tenant = ? AND account = ?
        """,
        sealed,
        Times.orNull(since),
        step,
        tenant,
        id);
  }

  /** Takes a code's time step; false where it or a later one was taken before. */
  public boolean takeStep(String tenant, String id, long step) {
    return jdbc.update(
            """
            UPDATE account SET totp_step = ? WHERE tenant = ? AND account = ? AND totp_step < ?
            """,
            step,
            tenant,
            id,
            step)
        > 0;
  }

  boolean delete(String tenant, String id) {
    return jdbc.update("DELETE FROM account WHERE tenant = ? AND account = ?", tenant, id) > 0;
  }

  private static SqlParameterValue roles(List<Role> roles) {
    return Texts.array(roles.stream().map(Role::text).toList());
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("tenant"),
        row.getString("account"),
        row.getString("email"),
        row.getString("name"),
        Texts.of(row, "roles").stream().map(Role::of).toList(),
        Texts.of(row, "workspaces"),
        Texts.of(row, "teams"),
        row.getString("state"),
        row.getString("password"),
        row.getBoolean("one_time"),
        Times.readOrNull(row, "password_ends"),
        row.getInt("version"),
        row.getString("totp"),
        Times.readOrNull(row, "totp_since") != null,
        row.getLong("totp_step"),
        Times.read(row, "created_at"));
  }
}
