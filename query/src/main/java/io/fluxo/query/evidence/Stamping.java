package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.evidence.TimeStamps;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Has checkpoints stamped by somebody else now and then, where somebody is configured. */
@Component
final class Stamping {

  private static final Logger LOG = LoggerFactory.getLogger(Stamping.class);
  private static final int AT_ONCE = 20;
  private static final String DUE =
      """
      SELECT tenant FROM log_head
       WHERE signed > coalesce((SELECT max(size) FROM log_checkpoint c
                                 WHERE c.tenant = log_head.tenant AND stamp IS NOT NULL), 0)
         AND coalesce((SELECT stamped_at FROM log_checkpoint c
                        WHERE c.tenant = log_head.tenant AND stamp IS NOT NULL
                        ORDER BY size DESC LIMIT 1) <= ?, true)
       LIMIT %d
      """
          .formatted(AT_ONCE);

  private final JdbcTemplate jdbc;
  private final CheckpointTable table;
  private final ObjectProvider<TimeStamps> authorities;
  private final InstantSource clock;
  private final Duration interval;

  /**
   * Stamps.
   *
   * @param minutes how long after one stamp a tenant gets the next, if its log has grown
   */
  Stamping(
      JdbcTemplate jdbc,
      ObjectProvider<TimeStamps> authorities,
      InstantSource clock,
      @Value("${fluxo.log.stamp-minutes:60}") int minutes) {
    this.jdbc = jdbc;
    this.table = new CheckpointTable(jdbc);
    this.authorities = authorities;
    this.clock = clock;
    this.interval = Duration.ofMinutes(minutes);
  }

  /** Has those stamped that are due; waits for the authority. */
  void look() {
    TimeStamps authority = authorities.getIfAvailable();
    if (authority == null) {
      return;
    }
    Instant now = clock.instant();
    List<String> due = jdbc.queryForList(DUE, String.class, Timestamp.from(now.minus(interval)));
    for (String tenant : due) {
      try {
        if (!stamp(tenant, authority)) {
          return; // nobody is configured
        }
      } catch (IllegalStateException e) {
        LOG.warn("A checkpoint could not be stamped: {}", e.getMessage());
        return;
      }
    }
  }

  private boolean stamp(String tenant, TimeStamps authority) {
    SignedCheckpoint newest = table.newest(tenant);
    if (newest == null) {
      return true;
    }
    byte[] stamp = authority.stamp(sha256(newest.note()));
    if (stamp == null) {
      return false;
    }
    table.stamp(tenant, newest.checkpoint().size(), stamp, clock.instant());
    return true;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
