package io.fluxo.connectors.dependency;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a circuit breaker opens, and how it closes again.
 *
 * @param enabled whether there are breakers at all
 * @param window the last so many calls count
 * @param minimumCalls it stays closed before so many calls
 * @param failureRate it opens when so many of the window failed, in percent
 * @param slowCall a call that took longer is slow
 * @param slowRate it opens when so many of the window were slow, in percent
 * @param openFor for how long it stays open
 * @param trialCalls so many calls are let through then, to find out whether to close it
 */
public record BreakerSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("20") int window,
    @DefaultValue("10") int minimumCalls,
    @DefaultValue("50") int failureRate,
    @DefaultValue("60s") Duration slowCall,
    @DefaultValue("100") int slowRate,
    @DefaultValue("15s") Duration openFor,
    @DefaultValue("2") int trialCalls) {

  /** Those of an installation that sets nothing. */
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(true, 20, 10, 50, Duration.ofSeconds(60), 100, Duration.ofSeconds(15), 2);

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when one is out of bounds
   */
  public BreakerSettings {
    Bounded.count("breaker.window", window, 1, 1_000);
    Bounded.count("breaker.minimum-calls", minimumCalls, 1, window);
    Bounded.count("breaker.failure-rate", failureRate, 1, 100);
    Bounded.time("breaker.slow-call", slowCall);
    Bounded.count("breaker.slow-rate", slowRate, 1, 100);
    Bounded.time("breaker.open-for", openFor);
    Bounded.count("breaker.trial-calls", trialCalls, 1, 100);
  }
}
