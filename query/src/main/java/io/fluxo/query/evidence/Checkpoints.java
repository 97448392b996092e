package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.evidence.SignedNote;
import io.fluxo.messages.secret.SealingException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs what logs have become. Nothing is signed while the notary is far behind: the time of a
 * checkpoint says that what was stored long before it is in the log.
 */
@Component
final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** How long before its time a checkpoint may lack what was stored. */
  static final Duration MOST_BEHIND = Duration.ofMinutes(1);

  /** A head that is not signed yet. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unsigned(String tenant, long size, byte[] root, @Nullable Instant before) {}

  private final JdbcTemplate jdbc;
  private final LogTables places;
  private final LogKeys keys;
  private final LogKeyTable keyTable;
  private final CheckpointTable table;
  private final InstantSource clock;
  private final TransactionTemplate transactions;

  Checkpoints(JdbcTemplate jdbc, LogKeys keys, InstantSource clock) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.clock = clock;
    this.places = new LogTables(jdbc);
    this.keyTable = new LogKeyTable(jdbc);
    this.table = new CheckpointTable(jdbc);
    this.transactions = OwnTransaction.on(jdbc);
  }

  /** Tenants whose logs grew since they were last signed, not more than so many. */
  List<String> unsigned(int limit) {
    return jdbc.queryForList(
        "SELECT tenant FROM log_head WHERE size > signed LIMIT ?", String.class, limit);
  }

  /**
   * Signs the logs of the tenants, those that grew.
   *
   * @param wait whether to wait for the notary, and to fail rather than to leave a tenant out
   * @return the tenants whose logs are signed; not all where the notary is at work or far behind
   * @throws SealingException when a key cannot be opened
   */
  Set<String> sign(Collection<String> tenants, boolean wait) {
    Map<String, LogKeys.Signing> signing = keys(tenants, wait);
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              LogTables.Place place = places.take(wait);
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              if (place == null || !isNear(place, now)) {
                return Set.of();
              }
              Set<String> done = new HashSet<>(signing.keySet());
              for (Unsigned head : heads(signing.keySet())) {
                LogKeys.Signing key = Objects.requireNonNull(signing.get(head.tenant()));
                if (!sign(head, key, now)) {
                  done.remove(head.tenant());
                }
              }
              return done;
            }));
  }

  /** May ask a keystore far away. */
  private Map<String, LogKeys.Signing> keys(Collection<String> tenants, boolean all) {
    Map<String, LogKeys.Signing> signing = new HashMap<>();
    for (String tenant : tenants) {
      try {
        signing.put(tenant, keys.signing(tenant));
      } catch (SealingException e) {
        if (all) {
          throw e;
        }
        LOG.warn("The log of {} cannot be signed: {}", tenant, e.getMessage());
      }
    }
    return signing;
  }

  private static boolean isNear(LogTables.Place place, Instant now) {
    Instant complete = place.completeAt();
    return place.position() >= place.last()
        || (complete != null && !complete.plus(MOST_BEHIND).isBefore(now));
  }

  private List<Unsigned> heads(Collection<String> tenants) {
    return jdbc.query(
        "SELECT tenant, size, frontier, signed_at FROM log_head"
            + " WHERE tenant = ANY (?) AND size > signed",
        (row, number) -> {
          Timestamp before = row.getTimestamp(4);
          return new Unsigned(
              row.getString(1),
              row.getLong(2),
              new Frontier(row.getLong(2), row.getBytes(3)).root(),
              before == null ? null : before.toInstant());
        },
        (Object) tenants.toArray(String[]::new));
  }

  private boolean sign(Unsigned head, LogKeys.Signing signing, Instant now) {
    if (!keyTable.signs(head.tenant(), signing.key().version())) {
      return false; // rotated just now
    }
    Instant before = head.before();
    Instant time = before != null && before.isAfter(now) ? before : now; // clocks of nodes differ
    Checkpoint checkpoint =
        new Checkpoint(LogKeys.origin(head.tenant()), head.size(), head.root(), time);
    String note = SignedNote.sign(checkpoint.text(), signing.key(), signing.secret());
    table.add(head.tenant(), new SignedCheckpoint(checkpoint, note, signing.key().version(), null));
    return true;
  }
}
