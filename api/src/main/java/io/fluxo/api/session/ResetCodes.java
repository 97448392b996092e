package io.fluxo.api.session;

import io.fluxo.api.member.Account;
import io.fluxo.api.table.Hashes;
import io.fluxo.api.table.Times;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The codes by which people set a new password who forgot theirs: one at a time, for a while. */
@Component
final class ResetCodes {

  static final Duration LIVES = Duration.ofMinutes(30);

  private final JdbcTemplate jdbc;
  private final InstantSource clock;

  ResetCodes(JdbcTemplate jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps a code in place of the one before. */
  void keep(Account account, String code) {
    jdbc.update(
        """
        INSERT INTO password_reset (tenant, account, sha256, ends_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (tenant, account) DO UPDATE SET sha256 = excluded.sha256,
                                                    ends_at = excluded.ends_at
        """,
        account.tenant(),
        account.id(),
        hash(code),
        Times.stored(clock.instant().plus(LIVES)));
  }

  /** Whether it is the account's code and still good. */
  boolean isRight(String tenant, String account, String code) {
    return jdbc
        .queryForList(
            "SELECT sha256 FROM password_reset WHERE tenant = ? AND account = ? AND ends_at > ?",
            String.class,
            tenant,
            account,
            Times.stored(clock.instant()))
        .stream()
        .anyMatch(kept -> Hashes.same(kept, hash(code)));
  }

  /** Forgets the account's code. */
  void forget(Account account) {
    jdbc.update(
        "DELETE FROM password_reset WHERE tenant = ? AND account = ?",
        account.tenant(),
        account.id());
  }

  private static String hash(String code) {
    return Sha256.hex(code.getBytes(StandardCharsets.UTF_8));
  }
}
