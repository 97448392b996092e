package io.fluxo.api.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxo.api.access.Caller;
import io.fluxo.api.access.CallerSource;
import io.fluxo.api.table.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Recognises API keys. What is known of a key is asked anew every second: a key that was revoked on
 * another node works no longer than that, one revoked here not at all.
 */
@Component
final class ApiKeys implements CallerSource {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final KeyTable table;
  private final KeyUses uses;
  private final InstantSource clock;
  private final Cache<String, Optional<StoredKey>> known =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(FRESH).build();

  ApiKeys(KeyTable table, KeyUses uses, InstantSource clock) {
    this.table = table;
    this.uses = uses;
    this.clock = clock;
  }

  @Override
  public boolean recognises(String token) {
    return token.startsWith(KeyText.BEGINNING);
  }

  @Override
  public @Nullable Caller caller(String token) {
    KeyText text = KeyText.of(token);
    if (text == null) {
      return null;
    }
    StoredKey key = known.get(text.id(), table::live).orElse(null);
    Instant now = clock.instant();
    if (key == null || !Hashes.same(key.sha256(), text.sha256()) || key.isOver(now)) {
      return null;
    }
    uses.used(text.id(), now);
    return key.caller();
  }

  @Override
  public void forget() {
    known.invalidateAll();
  }

  /** Asks for the key anew. */
  void forget(String id) {
    known.invalidate(id);
  }
}
