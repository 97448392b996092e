package io.fluxo.connectors.dependency;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one dependency and one node type.
 *
 * @param label its name in metrics: of the setting that is about it, or {@code other}
 * @param concurrency attempts at once, of one tenant
 * @param acrossTenants attempts at once, of all tenants
 * @param rate calls of one tenant in a time
 * @param breaker the breaker's own rules, null for none
 * @param openFor for how long the breaker stays open
 * @param longestPause the longest that is waited because the other side asked for it
 */
public record Bounds(
    String label,
    int concurrency,
    int acrossTenants,
    Rate rate,
    @Nullable CircuitBreakerConfig breaker,
    Duration openFor,
    Duration longestPause) {

  /** The label of all that no setting is about. */
  public static final String OTHER = "other";

  /** The bounds of all dependencies of a node type. */
  public static final class Book {

    private record Page(HostSettings host, Bounds bounds) {}

    private final Bounds ordinary;
    private final List<Page> special = new ArrayList<>();

    /**
     * Works them out.
     *
     * @param permits how many attempts of the node type may be under way at once
     */
    public Book(DependencySettings settings, int permits) {
      ordinary = bounds(settings, permits, null);
      settings.hosts().forEach(h -> special.add(new Page(h, bounds(settings, permits, h))));
    }

    /** Those of a dependency; of several settings that are about it, those of the first. */
    public Bounds of(String dependency) {
      for (Page page : special) {
        if (page.host().covers(dependency)) {
          return page.bounds();
        }
      }
      return ordinary;
    }

    private static Bounds bounds(DependencySettings all, int permits, @Nullable HostSettings host) {
      BreakerSettings breaker = all.breaker();
      int concurrency = ShareSettings.of(permits, all.share().perDependency());
      int acrossTenants = ShareSettings.of(permits, all.share().acrossTenants());
      if (host == null) {
        return new Bounds(
            OTHER,
            concurrency,
            acrossTenants,
            all.rate(),
            config(breaker),
            breaker.openFor(),
            all.longestPause());
      }
      BreakerSettings own =
          new BreakerSettings(
              breaker.enabled(),
              breaker.window(),
              breaker.minimumCalls(),
              or(host.failureRate(), breaker.failureRate()),
              or(host.slowCall(), breaker.slowCall()),
              breaker.slowRate(),
              or(host.openFor(), breaker.openFor()),
              breaker.trialCalls());
      int wanted = or(host.concurrency(), concurrency);
      return new Bounds(
          host.name(),
          wanted,
          or(host.acrossTenants(), Math.max(wanted, acrossTenants)),
          or(host.rate(), all.rate()),
          config(own),
          own.openFor(),
          all.longestPause());
    }

    private static <T> T or(@Nullable T special, T ordinary) {
      return special == null ? ordinary : special;
    }

    private static @Nullable CircuitBreakerConfig config(BreakerSettings settings) {
      if (!settings.enabled()) {
        return null;
      }
      return CircuitBreakerConfig.custom()
          .slidingWindow(
              settings.window(),
              settings.minimumCalls(),
              CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
          .failureRateThreshold(settings.failureRate())
          .slowCallDurationThreshold(settings.slowCall())
          .slowCallRateThreshold(settings.slowRate())
          .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
          .writableStackTraceEnabled(false)
          .build();
    }
  }
}
