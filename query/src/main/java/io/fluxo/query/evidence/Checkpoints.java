package io.fluxo.query.evidence;

import io.fluxo.messages.evidence.Checkpoint;
import io.fluxo.messages.evidence.SignedCheckpoint;
import io.fluxo.messages.evidence.SignedNote;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs what logs have become. Nothing is signed while the notary is far behind: the time of a
 * checkpoint says that what was stored long before it is in the log.
 */
@Component
final class Checkpoints {

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
    this.transactions =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
  }

  /** Tenants whose logs grew since they were last signed, not more than so many. */
  List<String> unsigned(int limit) {
    return jdbc.queryForList(
        "SELECT tenant FROM log_head WHERE size > signed LIMIT ?", String.class, limit);
  }

  /**
   * Signs the logs of the tenants, those that grew.
   *
   * @param wait whether to wait for the notary
   * @return false where they are not signed now, since the notary is at work or far behind
   */
  boolean sign(Collection<String> tenants, boolean wait) {
    Map<String, LogKeys.Signing> signing = new HashMap<>();
    for (String tenant : tenants) {
      signing.put(tenant, keys.signing(tenant)); // may ask a keystore far away
    }
    return Boolean.TRUE.equals(
        transactions.execute(
            transaction -> {
              LogTables.Place place = places.take(wait);
              Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
              if (place == null || !isNear(place, now)) {
                return false;
              }
              boolean all = true;
              for (Unsigned head : heads(tenants)) {
                LogKeys.Signing key = signing.get(head.tenant());
                all &= key != null && sign(head, key, now);
              }
              return all;
            }));
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
