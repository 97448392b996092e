package io.fluxo.command.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;

/**
 * Axon's cache port over Caffeine: bounded by number, and by memory where aggregates hold large
 * values. A garbage collection empties it only when memory is short; what is missing is read again.
 */
final class CaffeineCache implements org.axonframework.common.caching.Cache {

  private final Cache<Object, Object> entries;

  /** A cache for at most that many aggregates. */
  CaffeineCache(long maximumSize) {
    this.entries = Caffeine.newBuilder().maximumSize(maximumSize).softValues().build();
  }

  @Override
  // The port is untyped, and absent means null.
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  public <K, V> V get(K key) {
    return (V) entries.getIfPresent(key);
  }

  @Override
  public void put(Object key, Object value) {
    entries.put(key, value);
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return entries.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  @SuppressWarnings("unchecked") // the port is untyped
  public <T> T computeIfAbsent(Object key, Supplier<T> supplier) {
    return (T) entries.get(key, ignored -> supplier.get());
  }

  @Override
  public boolean remove(Object key) {
    return entries.asMap().remove(key) != null;
  }

  @Override
  public void removeAll() {
    entries.invalidateAll();
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.asMap().containsKey(key);
  }

  @Override
  public Registration registerCacheEntryListener(EntryListener listener) {
    return () -> true;
  }

  @Override
  @SuppressWarnings("unchecked") // the port is untyped
  public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
    entries.asMap().computeIfPresent(key, (ignored, value) -> update.apply((V) value));
  }
}
