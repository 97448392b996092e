package io.fluxo.query.evidence;

import io.fluxo.messages.context.Context;
import io.fluxo.messages.evidence.LogEvent.LogKeyRotated;
import io.fluxo.messages.evidence.LogKey;
import io.fluxo.messages.evidence.SignedNote;
import io.fluxo.messages.history.EventRecorder;
import io.fluxo.messages.secret.Sealing;
import io.fluxo.messages.secret.SealingException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that sign checkpoints: one of each tenant at a time, made when it is first needed. */
@Component
final class LogKeys {

  /** A key that signs. */
  record Signing(LogKey key, PrivateKey secret) {}

  private static final Logger LOG = LoggerFactory.getLogger(LogKeys.class);
  private static final String ALGORITHM = "Ed25519";
  private static final int MOST_KNOWN = 10_000;

  private final LogKeyTable table;
  private final LogTables places;
  private final Sealing sealing;
  private final EventRecorder recorder;
  private final InstantSource clock;
  private final TransactionTemplate transactions;
  private final Map<String, Signing> known = new ConcurrentHashMap<>();

  LogKeys(JdbcTemplate jdbc, Sealing sealing, EventRecorder recorder, InstantSource clock) {
    this.table = new LogKeyTable(jdbc);
    this.places = new LogTables(jdbc);
    this.sealing = sealing;
    this.recorder = recorder;
    this.clock = clock;
    this.transactions =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
  }

  /** What a tenant's log is called. */
  static String origin(String tenant) {
    return "fluxo/" + tenant;
  }

  static String purpose(int version) {
    return "log-key:" + version;
  }

  /**
   * The key that signs for a tenant.
   *
   * @throws SealingException when it cannot be opened
   */
  Signing signing(String tenant) {
    LogKeyTable.Row row = table.newest(tenant);
    if (row == null) {
      KeyPair pair = generate();
      table.add(tenant, key(tenant, 1, pair), seal(tenant, 1, pair));
      row = Objects.requireNonNull(table.newest(tenant));
    }
    Signing before = known.get(tenant);
    if (before != null && before.key().version() == row.key().version()) {
      return before;
    }
    Signing opened = opened(tenant, row);
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(tenant, opened);
    return opened;
  }

  /**
   * Has checkpoints signed with a new key from now on.
   *
   * @throws SealingException when the keystore cannot be reached
   */
  LogKey rotate(Context context) {
    String tenant = context.tenant();
    Signing old = signable(tenant);
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Objects.requireNonNull(places.take(true)); // nobody signs meanwhile
              LogKeyTable.Row newest = Objects.requireNonNull(table.newest(tenant));
              KeyPair pair = generate();
              LogKey next = key(tenant, newest.key().version() + 1, pair);
              table.end(tenant, newest.key().version(), next.since());
              table.add(tenant, next, seal(tenant, next.version(), pair));
              recorder.record(context, "Log", rotated(next, endorsement(old, newest, next)));
              return next;
            }));
  }

  private @Nullable Signing signable(String tenant) {
    try {
      return signing(tenant);
    } catch (SealingException e) {
      // A key that cannot be opened is a reason to rotate.
      LOG.warn("The key of the log of {} cannot be used any more: {}", tenant, e.getMessage());
      return null;
    }
  }

  private static byte @Nullable [] endorsement(
      @Nullable Signing old, LogKeyTable.Row newest, LogKey next) {
    return old == null || old.key().version() != newest.key().version()
        ? null
        : SignedNote.signature(next.statement(), old.secret());
  }

  private static LogKeyRotated rotated(LogKey next, byte @Nullable [] endorsement) {
    return new LogKeyRotated(
        next.version(),
        next.name(),
        Base64.getEncoder().encodeToString(next.publicKey()),
        endorsement == null ? null : Base64.getEncoder().encodeToString(endorsement));
  }

  private LogKey key(String tenant, int version, KeyPair pair) {
    Instant since = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new LogKey(version, origin(tenant), pair.getPublic().getEncoded(), since, null);
  }

  private String seal(String tenant, int version, KeyPair pair) {
    return sealing.seal(tenant, purpose(version), pair.getPrivate().getEncoded());
  }

  private Signing opened(String tenant, LogKeyTable.Row row) {
    byte[] secret = sealing.open(tenant, purpose(row.key().version()), row.sealed());
    try {
      return new Signing(
          row.key(),
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secret)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected a key as it was made, but it does not read", e);
    }
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform of ours has Ed25519", e);
    }
  }
}
