package io.fluxo.api.session;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.secret.SealedValues;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Signing keys and second factors take part when the key changes under which they are sealed. */
@Component
final class ResealedSessions implements SealedValues {

  private static final Logger LOG = LoggerFactory.getLogger(ResealedSessions.class);
  private static final int BATCH = 500;

  /** A sealed value, and the statement's parameters that find it again. */
  private record Sealed(String tenant, String id, String purpose, String text) {}

  private final JdbcTemplate jdbc;
  private final Sealing sealing;

  ResealedSessions(JdbcTemplate jdbc, Sealing sealing) {
    this.jdbc = jdbc;
    this.sealing = sealing;
  }

  @Override
  public Resealed reseal() {
    int resealed = 0;
    int failed = 0;
    for (Sealed key : keys()) {
      int done = reseal(key, "UPDATE signing_key SET sealed = ? WHERE kid = ? AND sealed = ?");
      resealed += Math.max(0, done);
      failed += done < 0 ? 1 : 0;
    }
    String last = "";
    for (List<Sealed> some = factors(last); !some.isEmpty(); some = factors(last)) {
      for (Sealed factor : some) {
        int done = reseal(factor, "UPDATE account SET totp = ? WHERE account = ? AND totp = ?");
        resealed += Math.max(0, done);
        failed += done < 0 ? 1 : 0;
        last = factor.id();
      }
    }
    return new Resealed(resealed, failed);
  }

  /** 1 where it was sealed anew, 0 where it need not be, -1 where it could not be. */
  private int reseal(Sealed value, String update) {
    try {
      String next = sealing.reseal(value.tenant(), value.purpose(), value.text());
      return next.equals(value.text()) ? 0 : jdbc.update(update, next, value.id(), value.text());
    } catch (SealingException e) {
      LOG.warn("The {} could not be sealed anew: {}", value.purpose(), e.getMessage());
      return -1;
    }
  }

  private List<Sealed> keys() {
    return jdbc.query(
        "SELECT kid, sealed FROM signing_key ORDER BY kid",
        (row, i) ->
            new Sealed(
                Context.NOBODY,
                row.getString(1),
                SigningKeys.purpose(row.getString(1)),
                row.getString(2)));
  }

  private List<Sealed> factors(String after) {
    return jdbc.query(
        """
        SELECT tenant, account, totp FROM account
         WHERE totp IS NOT NULL AND account > ? ORDER BY account LIMIT ?
        """,
        (row, i) ->
            new Sealed(
                row.getString(1),
                row.getString(2),
                SecondFactor.purpose(row.getString(2)),
                row.getString(3)),
        after,
        BATCH);
  }
}
