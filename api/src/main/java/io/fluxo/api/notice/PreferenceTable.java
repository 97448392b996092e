package io.fluxo.api.notice;

import io.fluxo.api.notice.Preferences.Email;
import io.fluxo.api.notice.Preferences.Language;
import io.fluxo.api.table.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How people want to be told. */
@Component
final class PreferenceTable {

  private final JdbcTemplate jdbc;
  private final Preferences usual;

  PreferenceTable(
      JdbcTemplate jdbc, @Value("${fluxo.notifications.language:pt}") Language language) {
    this.jdbc = jdbc;
    this.usual = Preferences.usual(language);
  }

  /** Of those who said nothing, and of people without an account. */
  Preferences usual() {
    return usual;
  }

  Preferences of(String tenant, String account) {
    return of(tenant, List.of(account)).getOrDefault(account, usual);
  }

  /** Of those who said something, by account. */
  Map<String, Preferences> of(String tenant, Collection<String> accounts) {
    Map<String, Preferences> found = new HashMap<>();
    jdbc.query(
        "SELECT * FROM notification_preference WHERE tenant = ? AND account = ANY (?)",
        row -> {
          found.put(row.getString("account"), read(row));
        },
        tenant,
        Texts.array(accounts));
    return found;
  }

  void put(String tenant, String account, Preferences wanted) {
    ZoneId zone = wanted.zone();
    jdbc.update(
        """
        INSERT INTO notification_preference
          (tenant, account, language, email, digest_minutes, app, time_zone)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (tenant, account) DO UPDATE SET
          language = excluded.language, email = excluded.email, app = excluded.app,
          digest_minutes = excluded.digest_minutes, time_zone = excluded.time_zone
        """,
        tenant,
        account,
        wanted.language().name(),
        wanted.email().name(),
        wanted.digest().toMinutes(),
        wanted.app(),
        zone == null ? null : zone.getId());
  }

  private static Preferences read(ResultSet row) throws SQLException {
    return new Preferences(
        Language.valueOf(row.getString("language")),
        Email.valueOf(row.getString("email")),
        Duration.ofMinutes(row.getInt("digest_minutes")),
        row.getBoolean("app"),
        zone(row.getString("time_zone")));
  }

  /** Null also for a zone that this Java does not know. */
  private static @Nullable ZoneId zone(@Nullable String id) {
    try {
      return id == null ? null : ZoneId.of(id);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
