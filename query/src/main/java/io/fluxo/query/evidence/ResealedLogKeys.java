package io.fluxo.query.evidence;

import io.fluxo.messages.secret.SealedValues;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The keys of logs take part when the key changes under which they are sealed. */
@Component
final class ResealedLogKeys implements SealedValues {

  private static final Logger LOG = LoggerFactory.getLogger(ResealedLogKeys.class);

  private record Sealed(String tenant, int version, String text) {}

  private final JdbcTemplate jdbc;
  private final Sealing sealing;

  ResealedLogKeys(JdbcTemplate jdbc, Sealing sealing) {
    this.jdbc = jdbc;
    this.sealing = sealing;
  }

  @Override
  public Resealed reseal() {
    int resealed = 0;
    int failed = 0;
    List<Sealed> all =
        jdbc.query(
            "SELECT tenant, version, sealed FROM log_key ORDER BY tenant, version",
            (row, number) -> new Sealed(row.getString(1), row.getInt(2), row.getString(3)));
    for (Sealed key : all) {
      try {
        resealed += reseal(key);
      } catch (SealingException e) {
        LOG.warn("A key of the log could not be sealed anew: {}", e.getMessage());
        failed++;
      }
    }
    return new Resealed(resealed, failed);
  }

  private int reseal(Sealed key) {
    String next = sealing.reseal(key.tenant(), LogKeys.purpose(key.version()), key.text());
    return next.equals(key.text())
        ? 0
        : jdbc.update(
            "UPDATE log_key SET sealed = ? WHERE tenant = ? AND version = ? AND sealed = ?",
            next,
            key.tenant(),
            key.version(),
            key.text());
  }
}
