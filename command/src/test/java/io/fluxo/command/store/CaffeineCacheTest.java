package io.fluxo.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaffeineCacheTest {

  private static final int SIZE = 256 << 10;

  @Test
  void aggregatesThatAreLargeGiveWayBeforeMemoryIsGone() {
    CaffeineCache cache = new CaffeineCache(Integer.MAX_VALUE);
    long more = Runtime.getRuntime().maxMemory() / SIZE * 5 / 4;
    for (long i = 0; i < more; i++) {
      cache.put(i, new byte[SIZE]);
    }
    assertThat(cache.containsKey(more - 1)).isTrue();
    assertThat(cache.containsKey(0L)).isFalse();
  }

  @Test
  void aggregatesThatAreSmallOutliveACollection() {
    CaffeineCache cache = new CaffeineCache(100);
    cache.put("run", new int[] {1});
    System.gc();
    assertThat(cache.containsKey("run")).isTrue();
  }
}
