package io.fluxo.api.lock;

import io.fluxo.api.lock.Attempt.Held;
import io.fluxo.api.lock.Attempt.Taken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What owners do with locks. Each change is one statement that commits by itself. */
@Component
final class LockTable {

  /**
   * The row is there before a token is drawn for it. Where it changes meanwhile, PostgreSQL does
   * all of the update again with the row as it has become, and draws another token; where it is
   * removed, nothing happens. So tokens are in the order in which they come to stand in the row.
   */
  private static final String ACQUIRE =
      """
      WITH taken AS (
        UPDATE held_lock SET
            token = CASE WHEN LIVE THEN token ELSE nextval('lock_token') END,
            acquired_at = CASE WHEN LIVE THEN acquired_at ELSE now() END,
            expires_at = greatest(now() + :ttl * interval '1 millisecond',
                                  CASE WHEN LIVE THEN expires_at END),
            owner = :owner,
            held = true
        ONE AND CASE WHEN LIVE THEN owner = :owner ELSE :fresh END
        RETURNING SEEN)
      SELECT *, true AS mine FROM taken
      UNION ALL
      SELECT SEEN, false AS mine FROM held_lock ONE AND NOT EXISTS (SELECT FROM taken)
      """;

  private static final String ADD_FREE =
      """
      INSERT INTO held_lock (tenant, workspace, name, owner, token, held, acquired_at, expires_at)
      VALUES (:tenant, :workspace, :name, '', 0, false, now(), now()) ON CONFLICT DO NOTHING
      """;

  private static final String RENEW =
      """
      UPDATE held_lock SET expires_at = greatest(expires_at, now() + :ttl * interval '1 millisecond')
      ONE AND owner = :owner AND token = :token AND LIVE RETURNING SEEN
      """;

  private static final String RELEASE =
      """
      UPDATE held_lock SET held = false, expires_at = least(expires_at, now())
      ONE AND owner = :owner AND token = :token AND held
      """;

  private static final String OF_ANOTHER =
      "SELECT count(*) FROM held_lock ONE AND NOT (owner = :owner AND token = :token)";

  /** A row that changes under the first look is looked at again; then somebody else was quicker. */
  private static final int LOOKS = 3;

  private final JdbcClient jdbc;

  LockTable(JdbcTemplate jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
  }

  /**
   * Tries to acquire a lock. Who holds it already keeps the token, and the later of both ends.
   *
   * @param fresh whether to take it where nobody holds it; otherwise only its owner gets it
   */
  Attempt acquire(LockPlace place, String owner, Duration ttl, boolean fresh) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<Attempt> attempt =
          LockRow.of(jdbc, ACQUIRE, place)
              .param("owner", owner)
              .param("ttl", ttl.toMillis())
              .param("fresh", fresh)
              .query((row, i) -> attempt(row))
              .optional();
      if (!fresh) {
        return attempt.orElse(Held.UNKNOWN);
      }
      if (attempt.isEmpty()) {
        LockRow.of(jdbc, ADD_FREE, place).update();
      } else if (!attempt.get().equals(Held.UNKNOWN)) {
        return attempt.get();
      }
    }
    return Held.UNKNOWN;
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    if (row.getBoolean("mine")) {
      return new Taken(LockRow.view(row));
    }
    return new Held(Duration.ofMillis(row.getBoolean("held") ? LockRow.remaining(row) : 0));
  }

  /** The lock with its later end; nothing where it is not held by this owner with this token. */
  Optional<LockView> renew(LockPlace place, String owner, long token, Duration ttl) {
    return LockRow.of(jdbc, RENEW, place)
        .param("owner", owner)
        .param("token", token)
        .param("ttl", ttl.toMillis())
        .query((row, i) -> LockRow.view(row))
        .optional();
  }

  /** Frees the lock; false where it is another's by now, or was since, as far as that is known. */
  boolean release(LockPlace place, String owner, long token) {
    int freed =
        LockRow.of(jdbc, RELEASE, place).param("owner", owner).param("token", token).update();
    return freed > 0
        || LockRow.of(jdbc, OF_ANOTHER, place)
                .param("owner", owner)
                .param("token", token)
                .query(Integer.class)
                .single()
            == 0;
  }
}
