package io.fluxo.connectors.evidence;

import io.fluxo.connectors.evidence.EvidenceKeyTable.Row;
import io.fluxo.connectors.evidence.EvidenceKeyTable.Use;
import io.fluxo.connectors.evidence.sign.Authority;
import io.fluxo.connectors.evidence.sign.KeyBytes;
import io.fluxo.connectors.evidence.sign.Pem;
import io.fluxo.connectors.evidence.sign.SigningKey;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.secret.Sealing;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys that sign: of each tenant the one that was installed, or else one that the authority of
 * the installation issues. Keys are made when they are first needed.
 */
@Component
final class EvidenceKeys {

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceKeys.class);

  /** So long before its end a certificate is replaced. */
  private static final Duration RENEWED = Duration.ofDays(30);

  /** A change on another node is noticed after so long. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private record Known(SigningKey key, boolean own, Instant until) {}

  private final EvidenceKeyTable table;
  private final Sealing sealing;
  private final InstantSource clock;
  private final Authority authority = new Authority(new SecureRandom());
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

  EvidenceKeys(EvidenceKeyTable table, Sealing sealing, InstantSource clock) {
    this.table = table;
    this.sealing = sealing;
    this.clock = clock;
  }

  /** What signs for a tenant. */
  SigningKey signer(String tenant) {
    return known(tenant).key();
  }

  /** Whether the authority of the installation issued what signs for a tenant. */
  boolean isOwn(String tenant) {
    return known(tenant).own();
  }

  /** Who vouched for what signed for a tenant, now or before. */
  List<X509Certificate> authorities(String tenant) {
    Set<X509Certificate> found = new LinkedHashSet<>(List.of(root().certificate()));
    table.installed(tenant).forEach(chain -> found.add(Pem.certificates(chain).getLast()));
    return List.copyOf(found);
  }

  /** What signs the installation's own time stamps. */
  SigningKey stamper() {
    return made(
        Context.NOBODY,
        Use.STAMPS,
        () -> authority.stamper(root(), "Time stamps", clock.instant()));
  }

  /** Has a key sign for a tenant from now on. */
  void install(String tenant, SigningKey key) {
    table.replace(row(tenant, key), Use.INSTALLED, clock.instant());
    known.remove(tenant);
  }

  /** Has the authority's certificate sign for a tenant from now on. */
  void uninstall(String tenant) {
    table.retire(tenant, Use.INSTALLED, clock.instant());
    known.remove(tenant);
  }

  private Known known(String tenant) {
    Instant now = clock.instant();
    Known found = known.get(tenant);
    if (found == null || now.isAfter(found.until())) {
      found = find(tenant, now);
      known.put(tenant, found);
    }
    return found;
  }

  private Known find(String tenant, Instant now) {
    SigningKey installed = open(table.used(tenant, Use.INSTALLED));
    if (installed != null && isGood(installed, now)) {
      return new Known(installed, false, now.plus(FRESH));
    }
    if (installed != null) {
      LOG.warn("The certificate that {} installed has ended; the authority's own signs", tenant);
    }
    SigningKey own = made(tenant, Use.OWN, () -> authority.signer(root(), tenant, clock.instant()));
    return new Known(own, true, now.plus(FRESH));
  }

  private SigningKey root() {
    return made(
        Context.NOBODY, Use.AUTHORITY, () -> authority.root("Evidence authority", clock.instant()));
  }

  /** Where two nodes make one at the same time, both use the one that was first. */
  private SigningKey made(String tenant, Use use, Supplier<SigningKey> maker) {
    Instant now = clock.instant();
    SigningKey found = open(table.used(tenant, use));
    if (found != null && isGood(found, now.plus(RENEWED))) {
      return found;
    }
    Row row = row(tenant, maker.get());
    if (found == null) {
      table.add(row, use, now);
    } else {
      table.replace(row, use, now);
    }
    SigningKey used = open(table.used(tenant, use));
    if (used == null) {
      throw new IllegalStateException("Expected the key that was just made");
    }
    return used;
  }

  private static boolean isGood(SigningKey key, Instant at) {
    return at.isBefore(key.certificate().getNotAfter().toInstant());
  }

  private Row row(String tenant, SigningKey key) {
    String fingerprint = SigningKey.fingerprint(key.certificate());
    String sealed = sealing.seal(tenant, purpose(fingerprint), key.key().getEncoded());
    return new Row(tenant, fingerprint, Pem.write(key.chain()), sealed);
  }

  private @Nullable SigningKey open(@Nullable Row row) {
    return row == null
        ? null
        : KeyBytes.stored(
            sealing.open(row.tenant(), purpose(row.fingerprint()), row.sealed()), row.chain());
  }

  static String purpose(String fingerprint) {
    return "evidence-key/" + fingerprint;
  }
}
