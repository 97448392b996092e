package io.fluxo.connectors.dependency;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How steps treat what they talk to.
 *
 * @param breaker when a dependency is left alone
 * @param share how many attempts there may be at once
 * @param rate calls of one tenant to one dependency in a time
 * @param longestPause the longest that a dependency may ask for by {@code Retry-After}
 * @param waitingPerTenant so many attempts of a tenant wait in memory for the dependencies of one
 *     node type; further ones stay in the database
 * @param keptPerTenant so many dependencies of a tenant are told apart per node type
 * @param keptFor what is known of a dependency is forgotten when nobody used it for so long
 * @param ageing an attempt that waited so long counts as one of the next higher priority
 * @param hosts what is different for some
 */
@ConfigurationProperties("fluxo.dependency")
public record DependencySettings(
    @DefaultValue BreakerSettings breaker,
    @DefaultValue ShareSettings share,
    @DefaultValue("off") Rate rate,
    @DefaultValue("5m") Duration longestPause,
    @DefaultValue("10000") int waitingPerTenant,
    @DefaultValue("200") int keptPerTenant,
    @DefaultValue("10m") Duration keptFor,
    @DefaultValue("10s") Duration ageing,
    @DefaultValue List<HostSettings> hosts) {

  /** Those of an installation that sets nothing. */
  public static final DependencySettings DEFAULT =
      new DependencySettings(
          BreakerSettings.DEFAULT,
          ShareSettings.DEFAULT,
          Rate.OFF,
          Duration.ofMinutes(5),
          10_000,
          200,
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          List.of());

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when one is out of bounds
   */
  public DependencySettings {
    Bounded.time("longest-pause", longestPause);
    Bounded.count("waiting-per-tenant", waitingPerTenant, 1, 1_000_000);
    Bounded.count("kept-per-tenant", keptPerTenant, 1, 10_000);
    Bounded.time("kept-for", keptFor);
    Bounded.time("ageing", ageing);
    Bounded.count("hosts, so many", hosts.size(), 0, 100);
  }

  /** How many permits of so many one tenant may have for attempts that talk to something. */
  public int perTenant(int permits) {
    return ShareSettings.of(permits, share.perTenant());
  }
}
