package io.fluxo.connectors.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of keys that sign evidence. */
@Component
final class EvidenceKeyTable {

  /** What a key is for. */
  enum Use {
    /** Issues the others. */
    AUTHORITY,
    /** Signs time stamps. */
    STAMPS,
    /** Signs for a tenant, issued by the authority. */
    OWN,
    /** Signs for a tenant, issued by somebody else. */
    INSTALLED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row.
   *
   * @param chain PEM, the key's own certificate first
   * @param sealed the private key
   */
  record Row(String tenant, String fingerprint, String chain, String sealed) {}

  private final JdbcTemplate jdbc;

  EvidenceKeyTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The key that is used, null for none. */
  @Nullable Row used(String tenant, Use use) {
    List<Row> found =
        jdbc.query(
            """
            SELECT tenant, fingerprint, chain, sealed FROM evidence_key
             WHERE tenant = ? AND use = ? AND until IS NULL
            """,
            (row, number) -> row(row),
            tenant,
            use.text());
    return found.isEmpty() ? null : found.getFirst();
  }

  /** The chains that were ever installed for a tenant. */
  List<String> installed(String tenant) {
    return jdbc.queryForList(
        "SELECT chain FROM evidence_key WHERE tenant = ? AND use = ? ORDER BY since",
        String.class,
        tenant,
        Use.INSTALLED.text());
  }

  /** Adds a key, unless one is used already. */
  void add(Row row, Use use, Instant now) {
    jdbc.update(
        """
        INSERT INTO evidence_key (tenant, fingerprint, use, chain, sealed, since)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        row.tenant(),
        row.fingerprint(),
        use.text(),
        row.chain(),
        row.sealed(),
        Timestamp.from(now));
  }

  /** Adds a key in place of the one that is used, or uses one again that was used before. */
  void replace(Row row, Use use, Instant now) {
    retire(row.tenant(), use, now);
    jdbc.update(
        """
        INSERT INTO evidence_key (tenant, fingerprint, use, chain, sealed, since)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant, fingerprint) DO UPDATE
          SET chain = excluded.chain, sealed = excluded.sealed, since = excluded.since, until = NULL
        """,
        row.tenant(),
        row.fingerprint(),
        use.text(),
        row.chain(),
        row.sealed(),
        Timestamp.from(now));
  }

  /** Uses none any more. */
  void retire(String tenant, Use use, Instant now) {
    jdbc.update(
        "UPDATE evidence_key SET until = ? WHERE tenant = ? AND use = ? AND until IS NULL",
        Timestamp.from(now),
        tenant,
        use.text());
  }

  /** What follows a row, for a rotation of the key under which they are sealed. */
  List<Row> after(String tenant, String fingerprint, int limit) {
    return jdbc.query(
        """
        SELECT tenant, fingerprint, chain, sealed FROM evidence_key
         WHERE (tenant, fingerprint) > (?, ?) ORDER BY tenant, fingerprint LIMIT ?
        """,
        (row, number) -> row(row),
        tenant,
        fingerprint,
        limit);
  }

  /** Puts the text that was sealed anew in place of the one before. */
  int reseal(Row row, String sealed) {
    return jdbc.update(
        "UPDATE evidence_key SET sealed = ? WHERE tenant = ? AND fingerprint = ? AND sealed = ?",
        sealed,
        row.tenant(),
        row.fingerprint(),
        row.sealed());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
  }
}
