package io.fluxo.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.api.access.Caller;
import io.fluxo.api.access.CallerSource;
import io.fluxo.api.access.Role;
import io.fluxo.messages.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Recognises access tokens. The signature of one is checked once; how its account and its session
 * stand is asked anew every second, so that what somebody may do changes at once and not when the
 * token ends.
 */
@Component
final class AccessTokens implements CallerSource {

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final String BEGINNING = "eyJ";

  private final AccessJwt jwt;
  private final StandingTable table;
  private final InstantSource clock;
  private final Cache<String, AccessClaims> genuine =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(REMEMBERED).build();

  /** Whose session; all of it, for a token is believed in nothing but its signature. */
  private record Holder(String tenant, String account, String session) {}

  private final Cache<Holder, Optional<Standing>> standings =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(FRESH).build();

  AccessTokens(AccessJwt jwt, StandingTable table, InstantSource clock) {
    this.jwt = jwt;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public boolean recognises(String token) {
    return token.startsWith(BEGINNING);
  }

  @Override
  public @Nullable Caller caller(String token) {
    String hash = Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    AccessClaims claims = genuine.get(hash, unread -> jwt.read(token));
    Instant now = clock.instant();
    if (claims == null || !claims.holds(now)) {
      return null;
    }
    Standing standing =
        standings
            .get(
                new Holder(claims.tenant(), claims.account(), claims.session()),
                holder -> table.of(claims, now))
            .orElse(null);
    if (standing == null || standing.version() != claims.version()) {
      return null;
    }
    return new Caller(
        claims.tenant(),
        "user:" + claims.account(),
        Role.permissions(standing.roles()),
        standing.workspaces(),
        standing.groups(),
        claims.session(),
        null);
  }

  @Override
  public void forget() {
    standings.invalidateAll();
  }
}
