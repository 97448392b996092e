package io.fluxo.connectors.secret;

import io.fluxo.messages.secret.SecretScope;
import io.fluxo.messages.secret.SecretValue;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was opened a moment ago, so that a flood of steps or webhooks asks database and keystore
 * once. A value that is set here is used at once, one that is set elsewhere when the moment is
 * over.
 */
final class OpenedSecrets {

  private static final long FRESH = 2_000_000_000L;
  private static final int MOST = 1_000;

  private record Key(SecretScope scope, String name) {}

  /**
   * What is known of a name.
   *
   * @param value null where the scope sees nothing under it
   */
  record Known(@Nullable SecretValue value, long at) {}

  private final LongSupplier nanos;
  private final Map<Key, Known> known = new HashMap<>();
  private long generation;

  OpenedSecrets(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** To be read before the database is asked. */
  synchronized long generation() {
    return generation;
  }

  /** What is known of the name, null where nothing is. */
  synchronized @Nullable Known find(SecretScope scope, String name) {
    Known found = known.get(new Key(scope, name));
    return found == null || isOld(found) ? null : found;
  }

  /** Remembers an answer, unless something was changed since it was asked for. */
  synchronized void keep(
      SecretScope scope, String name, @Nullable SecretValue value, long generationBefore) {
    forgetOld();
    if (generation == generationBefore && known.size() < MOST) {
      known.put(new Key(scope, name), new Known(value, nanos.getAsLong()));
    }
  }

  /** Something was changed here. */
  synchronized void forget() {
    generation++;
    known.clear();
  }

  private void forgetOld() {
    for (Iterator<Known> all = known.values().iterator(); all.hasNext(); ) {
      if (isOld(all.next())) {
        all.remove();
      }
    }
  }

  private boolean isOld(Known entry) {
    return nanos.getAsLong() - entry.at() > FRESH;
  }
}
