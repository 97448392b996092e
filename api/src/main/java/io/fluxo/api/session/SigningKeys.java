package io.fluxo.api.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.fluxo.api.context.Ids;
import io.fluxo.api.table.Times;
import io.fluxo.messages.context.Context;
import io.fluxo.messages.secret.Sealing;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The keys that tokens are signed with (ES256, RFC 7518): a new one every month, each kept until
 * the last token it signed is long over. All nodes share them by way of the database, which holds
 * them sealed.
 */
@Component
final class SigningKeys {

  private static final Duration SIGNS_FOR = Duration.ofDays(30);

  /** The longest that anything signed may be good for. */
  static final Duration LONGEST_LIFE = Duration.ofDays(30);

  /** A key may sign on its last day what is good for long. */
  private static final Duration KEPT_FOR = SIGNS_FOR.plus(LONGEST_LIFE).plusDays(1);

  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * The keys as they were read.
   *
   * @param signing the newest, null where a new one is due
   */
  private record Read(Map<String, ECKey> all, @Nullable Row signing, Instant at) {}

  private record Row(String kid, String sealed, String jwk, Instant createdAt) {}

  private final JdbcTemplate jdbc;
  private final Sealing sealing;
  private final InstantSource clock;
  private final Ids ids;
  private volatile @Nullable Read read;
  private volatile @Nullable ECKey signing;

  SigningKeys(JdbcTemplate jdbc, Sealing sealing, InstantSource clock, Ids ids) {
    this.jdbc = jdbc;
    this.sealing = sealing;
    this.clock = clock;
    this.ids = ids;
  }

  /** The key to sign with. */
  synchronized ECKey signing() {
    Row row = keys(FRESH).signing();
    if (row == null) {
      insert(generate());
      read = null;
      row = keys(FRESH).signing();
    }
    if (row == null) {
      throw new IllegalStateException("Expected the key that was just made, but there is none");
    }
    ECKey known = signing;
    if (known == null || !known.getKeyID().equals(row.kid())) {
      // Only who signs needs the keystore; who checks tokens does not wait for it.
      known = opened(row);
      signing = known;
    }
    return known;
  }

  /** The public key of that id, or null. */
  @Nullable ECKey verifying(String kid) {
    ECKey known = keys(FRESH).all().get(kid);
    // Another node may have made one since.
    return known == null ? keys(PATIENCE).all().get(kid) : known;
  }

  /** All public keys, for whoever checks tokens elsewhere. */
  List<ECKey> published() {
    return keys(FRESH).all().values().stream().map(ECKey::toPublicJWK).toList();
  }

  private Read keys(Duration fresh) {
    Read known = read;
    Instant now = clock.instant();
    if (known == null || known.at().plus(fresh).isBefore(now)) {
      known = read(now);
      read = known;
    }
    return known;
  }

  private Read read(Instant now) {
    List<Row> rows =
        jdbc.query(
            "SELECT * FROM signing_key WHERE created_at > ? ORDER BY created_at DESC, kid",
            (row, i) ->
                new Row(
                    row.getString("kid"),
                    row.getString("sealed"),
                    row.getString("jwk"),
                    Times.read(row, "created_at")),
            Times.stored(now.minus(KEPT_FOR)));
    Map<String, ECKey> all = new LinkedHashMap<>();
    rows.forEach(row -> all.put(row.kid(), parsed(row.jwk())));
    boolean current = !rows.isEmpty() && rows.getFirst().createdAt().plus(SIGNS_FOR).isAfter(now);
    return new Read(all, current ? rows.getFirst() : null, now);
  }

  private ECKey opened(Row row) {
    byte[] open = sealing.open(Context.NOBODY, purpose(row.kid()), row.sealed());
    return parsed(new String(open, StandardCharsets.UTF_8));
  }

  private void insert(ECKey key) {
    byte[] whole = key.toJSONString().getBytes(StandardCharsets.UTF_8);
    jdbc.update(
        "INSERT INTO signing_key (kid, jwk, sealed, created_at) VALUES (?, ?, ?, ?)",
        key.getKeyID(),
        key.toPublicJWK().toJSONString(),
        sealing.seal(Context.NOBODY, purpose(key.getKeyID()), whole),
        Times.stored(clock.instant()));
    jdbc.update(
        "DELETE FROM signing_key WHERE created_at < ?",
        Times.stored(clock.instant().minus(KEPT_FOR.multipliedBy(2))));
  }

  private ECKey generate() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(ids.next()).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every Java platform makes keys on P-256", e);
    }
  }

  private static ECKey parsed(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("Expected a key as it was written, but it does not read", e);
    }
  }

  static String purpose(String kid) {
    return "signing-key:" + kid;
  }
}
