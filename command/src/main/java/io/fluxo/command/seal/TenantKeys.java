package io.fluxo.command.seal;

import io.fluxo.messages.seal.AesGcm;
import io.fluxo.messages.secret.SealedValues;
import io.fluxo.messages.secret.Sealing;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of tenants, made when the first is needed, sealed by the keystore. They are opened once
 * and then held, so that the keystore is asked once a tenant and not once a run.
 */
final class TenantKeys implements SealedValues {

  private static final Logger LOG = LoggerFactory.getLogger(TenantKeys.class);
  private static final int FIRST = 1;

  private record Row(String tenant, int version, String sealed) {}

  private final JdbcTemplate jdbc;
  private final TransactionTemplate own;
  private final Sealing sealing;
  private final SecureRandom random;
  private final InstantSource clock;
  private final ConcurrentMap<String, TenantKey> opened = new ConcurrentHashMap<>();

  TenantKeys(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      Sealing sealing,
      SecureRandom random,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.own = new TransactionTemplate(transactions);
    // A key that others find must not go with the transaction that happened to need it first.
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.sealing = sealing;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The key of a tenant.
   *
   * @throws io.fluxo.messages.secret.SealingException when the keystore does not give it
   */
  TenantKey of(String tenant) {
    TenantKey known = opened.get(tenant);
    return known == null ? opened.computeIfAbsent(tenant, this::readOrMake) : known;
  }

  private TenantKey readOrMake(String tenant) {
    String sealed = read(tenant);
    if (sealed == null) {
      String fresh = sealing.seal(tenant, purpose(FIRST), AesGcm.random(random, AesGcm.KEY_BYTES));
      own.executeWithoutResult(
          status ->
              jdbc.update(
                  "INSERT INTO tenant_key (tenant, version, sealed, created_at)"
                      + " VALUES (?, ?, ?, ?::timestamptz) ON CONFLICT DO NOTHING",
                  tenant,
                  FIRST,
                  fresh,
                  clock.instant().toString()));
      sealed = own.execute(status -> read(tenant));
    }
    if (sealed == null) {
      throw new IllegalStateException("Expected the key of a tenant, but it was not kept");
    }
    return new TenantKey(FIRST, sealing.open(tenant, purpose(FIRST), sealed));
  }

  private @Nullable String read(String tenant) {
    List<String> found =
        jdbc.queryForList(
            "SELECT sealed FROM tenant_key WHERE tenant = ? AND version = ?",
            String.class,
            tenant,
            FIRST);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static String purpose(int version) {
    return "tenant-key:" + version;
  }

  @Override
  public Resealed reseal() {
    int resealed = 0;
    int failed = 0;
    for (Row row :
        jdbc.query(
            "SELECT tenant, version, sealed FROM tenant_key ORDER BY tenant, version",
            (found, number) -> new Row(found.getString(1), found.getInt(2), found.getString(3)))) {
      try {
        String now = sealing.reseal(row.tenant(), purpose(row.version()), row.sealed());
        if (!now.equals(row.sealed())) {
          resealed +=
              jdbc.update(
                  "UPDATE tenant_key SET sealed = ?"
                      + " WHERE tenant = ? AND version = ? AND sealed = ?",
                  now,
                  row.tenant(),
                  row.version(),
                  row.sealed());
        }
      } catch (RuntimeException e) {
        failed++;
        LOG.warn(
            "The key of tenant {} could not be sealed anew ({})",
            row.tenant(),
            e.getClass().getSimpleName());
      }
    }
    return new Resealed(resealed, failed);
  }
}
