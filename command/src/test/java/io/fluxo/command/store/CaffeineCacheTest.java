package io.fluxo.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CaffeineCacheTest {

  /** Fills a cache with more than the memory of its process holds. */
  static final class Filling {

    private static final int SIZE = 64 << 10;

    private Filling() {}

    public static void main(String[] arguments) {
      CaffeineCache cache = new CaffeineCache(Integer.MAX_VALUE);
      long more = Runtime.getRuntime().maxMemory() / SIZE * 2;
      for (long i = 0; i < more; i++) {
        cache.put(i, new byte[SIZE]);
      }
      if (!cache.containsKey(more - 1) || cache.containsKey(0L)) {
        throw new AssertionError("The newest is kept, the oldest is not");
      }
    }
  }

  @Test
  void aggregatesThatAreLargeGiveWayBeforeMemoryIsGone() throws Exception {
    Process filling =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Filling.class.getName()))
            .inheritIO()
            .start();
    assertThat(filling.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(filling.exitValue()).isZero();
  }

  @Test
  void aggregatesThatAreSmallOutliveACollection() {
    CaffeineCache cache = new CaffeineCache(100);
    cache.put("run", new int[] {1});
    System.gc();
    assertThat(cache.containsKey("run")).isTrue();
  }
}
